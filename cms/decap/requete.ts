/** What Decap may ask: every request is read through these schemas, and nothing else reaches the store. */
import { z } from 'zod';
import { type Cle, readCle, toCle } from '../depot/cle';
import { ETATS } from '../depot/lecture';
import { BRANCHE, EXTENSION } from './configuration';

/** `structures/le-hangar.json`: the only form of path there is. */
const cheminSchema = z
  .string()
  .max(200)
  .transform((chemin, contexte): Cle => {
    const fin = `.${EXTENSION}`;
    const cle = chemin.endsWith(fin) ? readCle(chemin.slice(0, -fin.length)) : undefined;
    if (cle) return cle;
    contexte.addIssue({ code: 'custom', message: 'ce n’est pas le chemin d’une fiche.' });
    return z.NEVER;
  });

const cleDe = <T extends { collection: string; slug: string }>(objet: T, contexte: z.RefinementCtx) => {
  const { collection, slug, ...reste } = objet;
  const cle = toCle(collection, slug);
  if (!cle) {
    contexte.addIssue({ code: 'custom', path: ['slug'], message: 'ce n’est pas le nom d’une fiche.' });
    return z.NEVER;
  }
  return { ...reste, cle };
};

const nom = z.string().max(200);
const branch = z.literal(BRANCHE);
const base = z.object({ branch });
/** The version that the person had before their eyes: without it, nothing is written. */
const lu = z
  .string()
  .regex(/^[0-9a-f]{40,64}$/)
  .nullable();
const surUneFiche = base.extend({ collection: nom, slug: nom });
const note = surUneFiche.extend({ noteId: nom });
const texteDeNote = z.string().trim().min(1).max(2_000);

const fichierEcrit = z.object({
  path: cheminSchema,
  raw: z.string().max(400_000),
  newPath: z.undefined().optional(),
});

const action = <N extends string, P extends z.ZodType>(nomDAction: N, params: P) =>
  z.object({ action: z.literal(nomDAction), params });

export const requeteSchema = z.discriminatedUnion('action', [
  action('info', z.unknown()),
  action('entriesByFolder', base.extend({ folder: nom, extension: nom, depth: z.unknown() })),
  action('entriesByFiles', base.extend({ files: z.array(z.object({ path: cheminSchema })).max(50) })),
  action('getEntry', base.extend({ path: cheminSchema })),
  action('unpublishedEntries', base),
  action(
    'unpublishedEntry',
    base
      .extend({ id: nom.optional(), collection: nom.optional(), slug: nom.optional() })
      .transform(({ id, collection = '', slug = '' }, contexte) => {
        const cle = id === undefined ? toCle(collection, slug) : readCle(id);
        if (cle) return { cle };
        contexte.addIssue({ code: 'custom', message: 'ce n’est pas le nom d’une fiche.' });
        return z.NEVER;
      }),
  ),
  action('unpublishedEntryDataFile', surUneFiche.extend({ path: cheminSchema }).transform(cleDe)),
  action('deleteUnpublishedEntry', surUneFiche.extend({ lu }).transform(cleDe)),
  action(
    'persistEntry',
    base.extend({
      dataFiles: z.array(fichierEcrit).length(1, 'une fiche à la fois.'),
      assets: z.array(z.unknown()).max(0, 'les fichiers joints ne sont pas acceptés.').default([]),
      lu,
      options: z.object({ status: z.enum(ETATS).optional() }).optional(),
    }),
  ),
  action(
    'updateUnpublishedEntryStatus',
    surUneFiche.extend({ newStatus: z.enum(ETATS), lu }).transform(cleDe),
  ),
  action('publishUnpublishedEntry', surUneFiche.extend({ lu }).transform(cleDe)),
  action('deleteFiles', base.extend({ paths: z.array(cheminSchema).length(1, 'une fiche à la fois.'), lu })),
  action('getDeployPreview', surUneFiche.transform(cleDe)),
  action('getMedia', z.unknown()),
  action('getNotes', surUneFiche.transform(cleDe)),
  action('addNote', surUneFiche.extend({ note: z.object({ content: texteDeNote }) }).transform(cleDe)),
  action(
    'updateNote',
    note
      .extend({ updates: z.object({ content: texteDeNote.optional(), resolved: z.boolean().optional() }) })
      .transform(cleDe),
  ),
  action('deleteNote', note.transform(cleDe)),
  action('toggleNoteResolution', note.transform(cleDe)),
  action('getPRMetadata', surUneFiche.transform(cleDe)),
]);
export type Requete = z.output<typeof requeteSchema>;
export const ACTIONS_DE_DECAP = requeteSchema.options.map(({ shape }) => shape.action.value);

/** What a board of drafts asks of each of them. */
export const QUESTIONS_DE_TABLEAU = ['unpublishedEntry', 'unpublishedEntryDataFile'] as const;
/** Questions of one batch: nothing that writes is one. */
export const LOT_MAX = 200;
const isQuestionDeTableau = ({ action: nomDAction }: Requete): boolean =>
  (QUESTIONS_DE_TABLEAU as readonly string[]).includes(nomDAction);
export const lotSchema = z
  .array(requeteSchema.refine(isQuestionDeTableau, 'cette demande se fait seule.'))
  .min(1)
  .max(LOT_MAX);
