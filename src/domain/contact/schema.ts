/** How to reach a service: a function rather than a name, a phone, a mail address. */
import { z } from 'zod';
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

export const telephoneSchema = z
  .string()
  .refine(
    isTelephone,
    'ce n’est pas un numéro de téléphone français. Écrivez dix chiffres, par exemple 05 65 00 00 00.',
  );

export const courrielSchema = z.email(
  'ce n’est pas une adresse de courriel. Vérifiez l’arobase et le point, par exemple accueil@exemple.fr.',
);

export const VISIBILITES = ['public', 'professionnels'] as const;
export const visibiliteSchema = z
  .enum(VISIBILITES)
  .describe('« public » : affiché à tous. « professionnels » : jamais dans le site public.');

export const contactSchema = z.strictObject({
  fonction: z
    .string()
    .optional()
    .describe('Qui répond : la fonction plutôt que le nom (« accueil », « responsable du relais »).'),
  missions: z.string().optional().describe('Ce que cette personne fait pour les familles, en une phrase.'),
  telephone: telephoneSchema.optional().describe('Numéro à dix chiffres.'),
  courriel: courrielSchema.optional().describe('Adresse de courriel du service.'),
  visibilite: visibiliteSchema.default('public'),
});
export type Contact = z.infer<typeof contactSchema>;

/** Contacts that may appear in the public site. */
export function publicContacts(contacts: readonly Contact[]): Contact[] {
  return contacts.filter((contact) => contact.visibilite === 'public');
}
