/** What `npm run bench` may be asked for. */
import { parseArgs } from 'node:util';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';

export interface Options {
  /** Without what is long: Lighthouse and the 10,000 structures. */
  rapide: boolean;
  /** For a program rather than a person. */
  json: boolean;
}

export function readOptions(parametres: string[]): Options {
  try {
    const { values } = parseArgs({
      args: parametres,
      options: { rapide: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    return { rapide: values.rapide, json: values.json };
  } catch {
    throw new ErreurDEnvironnement(
      `« ${parametres.join(' ')} » n’est pas compris : les options sont --rapide et --json.`,
    );
  }
}
