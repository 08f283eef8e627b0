/** Writes an answer in an object; one that says nothing is left out, since absent is what it means. */
export function put<O extends object, K extends keyof O>(objet: O, cle: K, valeur: O[K] | '' | undefined): O {
  const isVide = valeur === undefined || valeur === '' || (Array.isArray(valeur) && valeur.length === 0);
  const autres = Object.entries(objet).filter(([nom]) => nom !== cle);
  return Object.fromEntries(isVide ? autres : [...autres, [cle, valeur]]) as O;
}
