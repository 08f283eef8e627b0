import { describe, expect, it } from 'vitest';
import { PASSAGES_VISIBLES, describeAccueil } from '../../../src/domain/portail/accueil';
import { listVisibles } from '../../../src/domain/portail/passage';
import { THEME_SLUGS } from '../../../src/domain/theme/theme';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type PermanenceEcrite = NonNullable<Fiche['permanences']>[number];

const le = (jour: 'lundi' | 'mardi' | 'jeudi', champs: Partial<PermanenceEcrite> = {}): PermanenceEcrite => ({
  id: jour,
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire', jours: [jour] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  ...champs,
});
const tournee = [le('mardi'), le('jeudi', { lieu: 'mairie-lostalgues' })];
/** What shows when the page is opened on the day of the build; later dates wait behind. */
const passagesDe = (structures: Record<string, Fiche>) =>
  [...listVisibles(describeAccueil(creerPortail({ structures })).passages, PASSAGES_VISIBLES)].map(
    ({ occurrence: { date, structure } }) => [date, structure.slug],
  );

describe('the home page', () => {
  it('shows what passes within a week, soonest first, one date a service that does not move', () => {
    expect(
      passagesDe({
        relais: { nom: 'Relais', permanences: [le('mardi'), le('jeudi')] },
        bus: { nom: 'Bus', permanences: tournee },
      }),
    ).toEqual([
      ['2026-12-01', 'bus'],
      ['2026-12-01', 'relais'],
      ['2026-12-03', 'bus'],
      ['2026-12-08', 'bus'],
    ]);
  });

  it('keeps room for the services that move: they are what nobody knows by heart', () => {
    const fixes = Object.fromEntries(
      Array.from({ length: 8 }, (_, rang) => [
        `fixe-${rang}`,
        { nom: `Fixe ${rang}`, permanences: [le('mardi')] },
      ]),
    );
    const structures = { ...fixes, bus: { nom: 'Zébus', permanences: tournee } };
    expect(passagesDe(structures)).toHaveLength(PASSAGES_VISIBLES);
    const { passages } = describeAccueil(creerPortail({ structures }));
    const duBus = passages.filter(({ occurrence }) => occurrence.structure.slug === 'bus');
    expect(duBus.map(({ occurrence }) => occurrence.date)).toEqual([
      '2026-12-01',
      '2026-12-03',
      '2026-12-08',
    ]);
  });

  it('shows neither what is cancelled, nor past, nor without an hour, nor closed', () => {
    expect(
      passagesDe({
        annulee: {
          nom: 'Service A',
          permanences: [
            le('mardi', {
              exceptions: [{ type: 'annulation', du: '2026-12-01', au: '2026-12-31', motif: 'congés' }],
            }),
          ],
        },
        hier: {
          nom: 'Service B',
          permanences: [le('lundi', { rythme: { type: 'dates', dates: ['2026-11-30'] } })],
        },
        'sans-heure': { nom: 'Service C', permanences: [le('mardi', { creneaux: [] })] },
        projet: { nom: 'Service D', statut: 'en-projet', permanences: [le('mardi')] },
        loin: {
          nom: 'Service E',
          permanences: [le('mardi', { rythme: { type: 'dates', dates: ['2026-12-09'] } })],
        },
      }),
    ).toEqual([]);
  });

  it('shows three events that have a date and take place', () => {
    const { evenements } = describeAccueil(
      creerPortail({
        evenements: {
          annule: { statut: 'annule', seances: [{ du: '2026-12-02' }] },
          'sans-date': { periode: 'chaque été' },
          a: { seances: [{ du: '2026-12-05' }] },
          b: { seances: [{ du: '2026-12-03' }] },
          c: { seances: [{ du: '2026-12-06' }] },
          d: { seances: [{ du: '2026-12-07' }] },
        },
      }),
    );
    expect(evenements.map(({ evenement }) => evenement.slug)).toEqual(['b', 'a', 'c']);
  });

  it('counts the services that are open', () => {
    const { nombreDeStructures } = describeAccueil(
      creerPortail({ structures: { a: {}, b: {}, c: { statut: 'en-projet' } } }),
    );
    expect(nombreDeStructures).toBe(2);
  });

  it('answers each need with a page of a theme', () => {
    const { besoins } = describeAccueil(creerPortail());
    expect(besoins.length).toBeGreaterThanOrEqual(6);
    for (const { href } of besoins) expect(THEME_SLUGS.map((theme) => `/themes/${theme}/`)).toContain(href);
  });
});
