/** French telephone numbers: how they are written, shown and called. */
import { NBSP } from '../date/format';

/** Ten digits starting with 0 (the second is not 0), or a national short number: 15, 119, 3919, 116006. */
const NUMERO_FRANCAIS = /^(0[1-9]\d{8}|1\d|1\d{2}|[13]\d{3}|116\d{3})$/;

/** Digits only, `+33` brought back to `0`. */
export function normalizeTelephone(numero: string): string {
  return numero.replace(/[\s.\-()]/g, '').replace(/^(\+33|0033)0?/, '0');
}

export function isTelephone(numero: string): boolean {
  return NUMERO_FRANCAIS.test(normalizeTelephone(numero));
}

/** `05 65 00 00 00`, `39 19`, `116 006`; two or three digits stay whole. */
export function formatTelephone(numero: string): string {
  const chiffres = normalizeTelephone(numero);
  const taille = chiffres.length === 6 ? 3 : 2;
  if (chiffres.length < 4) return chiffres;
  return chiffres.match(new RegExp(`.{1,${taille}}`, 'g'))!.join(NBSP);
}

/** The address behind a call button: `tel:+33565000000`, or `tel:119` for a short number. */
export function toTelLink(numero: string): string {
  const chiffres = normalizeTelephone(numero);
  return chiffres.length === 10 ? `tel:+33${chiffres.slice(1)}` : `tel:${chiffres}`;
}
