/** How long a reader waits for the network when the device holds a copy. */
const DELAI_MS = 4_000;

export class TropLent extends Error {}

/** What the network answers, or a refusal when it is too slow; the answer may still come later. */
export function withinDelay<T>(reponse: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new TropLent()), DELAI_MS);
    reponse.then(resolve, reject);
  });
}
