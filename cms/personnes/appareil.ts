/** Names the device of a session so that its owner knows it again, without keeping what would identify it. */

const NAVIGATEURS: readonly [RegExp, string][] = [
  [/\bEdgi?A?(?:OS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMES: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

/** « Firefox, Android »: the family of the browser and the kind of device, no version. */
export function describeAppareil(userAgent: string | undefined): string {
  const nameBy = (noms: readonly [RegExp, string][]) =>
    noms.find(([motif]) => motif.test(userAgent ?? ''))?.[1];
  return (
    [nameBy(NAVIGATEURS), nameBy(SYSTEMES)].filter((nom) => nom !== undefined).join(', ') ||
    'Appareil inconnu'
  );
}
