/** Tokens of links: whoever has one may do one thing. Only their hash is kept. */
import { createHash, randomBytes } from 'node:crypto';

export const JETON_MAX = 100;

export function toEmpreinte(jeton: string): string {
  return createHash('sha256').update(jeton).digest('hex');
}

export function createJeton(): { jeton: string; empreinte: string } {
  const jeton = randomBytes(32).toString('base64url');
  return { jeton, empreinte: toEmpreinte(jeton) };
}
