/** The mark of the pages: a box, in colours that hold on light and dark tabs alike. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0e6b5c"/><path d="M16 6.5 24.5 11v10L16 25.5 7.5 21V11zM7.5 11 16 15.5 24.5 11M16 15.5v10" fill="none" stroke="#fff" stroke-width="1.8" stroke-linejoin="round"/></svg>`;
