/** How to reach a service: a function rather than a name, a phone, a mail address. */
import { z } from 'zod';
import { isTelephone } from './telephone';

export { formatTelephone, isTelephone, normalizeTelephone, toTelLink } from './telephone';

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
