/** The network that an address is in: whoever has one has many addresses. */

/** Groups of an IPv6 address, those that `::` stands for included. */
function listGroupes(adresse: string): string[] {
  const [debut = [], fin] = adresse.split('::').map((part) => part.split(':').filter(Boolean));
  if (fin === undefined) return debut;
  return [...debut, ...Array<string>(Math.max(0, 8 - debut.length - fin.length)).fill('0'), ...fin];
}

/** `192.0.2.` or `2001:db8:0:`: what a provider gives to one subscriber, or to a few who are neighbours. */
export function networkOf(adresse: string): string {
  const ancienne = /^(?:::ffff:)?(\d+\.\d+\.\d+\.)\d+$/i.exec(adresse)?.[1];
  if (ancienne !== undefined) return ancienne;
  const groupes = listGroupes(adresse.split('%')[0] ?? '');
  return groupes
    .slice(0, 3)
    .map((groupe) => `${Number.parseInt(groupe, 16).toString(16)}:`)
    .join('');
}
