/** A whole number with commas between thousands: `1,234,567`. */
export function formatCount(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
