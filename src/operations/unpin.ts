import { editPins, type EditPinsInput, type PinResult } from './pins/editPins.ts';
import type { Services } from './Services.ts';

/** Takes the pins of skills out of the manifest. Nothing moves before the next update. */
export async function unpin(input: EditPinsInput, services: Services): Promise<PinResult> {
  return editPins(input, services, () => undefined);
}
