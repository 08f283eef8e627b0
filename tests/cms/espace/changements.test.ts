import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listChangements } from '../../../cms/espace/changements';
import { NBSP } from '../../../src/domain/date/format';

const LIEUX = new Map([['mairie', 'Mairie de Belmont']]);
const relais = {
  nom: 'Relais',
  role: 'On y répond aux parents.',
  contacts: [{ fonction: 'Accueil', telephone: '0536490101' }],
  tarif: { gratuit: true },
  permanences: [
    {
      id: 'mardi',
      lieu: 'mairie',
      rythme: { type: 'hebdomadaire', jours: ['mardi'] },
      creneaux: [{ debut: '09:00', fin: '12:00' }],
    },
  ],
};
const changementsDe = (apres: object) =>
  listChangements('structures', relais, { ...relais, ...apres }, LIEUX).map(
    ({ libelle, avant, apres: suite }) =>
      [libelle, avant.join(' | '), suite.join(' | ')].map((texte) => texte.replaceAll(NBSP, ' ')),
  );
const permanence = (champs: object) => ({ permanences: [{ ...relais.permanences[0], ...champs }] });

describe('what changes, in words', () => {
  it('says nothing when nothing changes', () => {
    expect(changementsDe({})).toEqual([]);
  });

  it('says the sentence of the hours before and after, with their place', () => {
    expect(changementsDe(permanence({ creneaux: [{ debut: '10:00', fin: '12:00' }] }))).toEqual([
      [
        'Horaires',
        'Le mardi, de 9 h à 12 h – Mairie de Belmont',
        'Le mardi, de 10 h à 12 h – Mairie de Belmont',
      ],
    ]);
  });

  it('says the dates that change', () => {
    const exceptions = [
      { type: 'annulation', du: '2027-01-12', motif: 'formation' },
      { type: 'report', de: '2027-01-19', vers: '2027-01-20', motif: 'salle prise' },
      { type: 'ajout', date: '2027-01-23', creneaux: [{ debut: '14:00' }], motif: 'portes ouvertes' },
    ];
    expect(changementsDe(permanence({ exceptions }))).toEqual([
      [
        'Dates qui changent : Le mardi, de 9 h à 12 h – Mairie de Belmont',
        '',
        'Annulé : mardi 12 janvier 2027 (formation) | Déplacé : mardi 19 janvier 2027, au mercredi 20 janvier 2027 (salle prise) | En plus : samedi 23 janvier 2027, à 14 h (portes ouvertes)',
      ],
    ]);
  });

  it('says contacts, fees and closures as people do', () => {
    expect(
      changementsDe({
        contacts: [{ fonction: 'Accueil', telephone: '05 36 49 01 02', visibilite: 'professionnels' }],
        tarif: { gratuit: false, precisions: 'selon le quotient familial' },
        fermetures: [{ du: '2026-12-28', au: '2027-01-01', motif: 'congés' }],
      }),
    ).toEqual([
      ['Fermeture', '', 'Du lundi 28 décembre au vendredi 1er janvier 2027 : congés'],
      ['Contact', 'Accueil, 05 36 49 01 01', 'Accueil, 05 36 49 01 02, Les professionnels seulement'],
      ['Pour les familles, c’est', 'Gratuit', 'Payant'],
      ['Ce qu’il faut savoir du prix', '', 'selon le quotient familial'],
    ]);
  });

  it('says what only the full editor can change', () => {
    expect(changementsDe({ capacite: { places: 12, date: '2026-09-01' } })).toEqual([
      ['Nombre de places', '', 'places : 12, date : mardi 1er septembre 2026'],
    ]);
  });

  it('lets no difference pass unseen', () => {
    const valeur = fc.jsonValue({ maxDepth: 3 });
    const donnees = fc.record(
      {
        role: valeur,
        site: valeur,
        tarif: valeur,
        contacts: fc.oneof(
          valeur,
          fc.array(fc.record({ telephone: fc.constantFrom('0536490101', '05 36 49 01 01') })),
        ),
        permanences: fc.array(
          fc.record({ id: fc.constantFrom('a', 'b'), rythme: valeur, exceptions: fc.array(fc.object()) }),
        ),
        langues: valeur,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(donnees, donnees, (a, b) => {
        const seen = listChangements('structures', a as object as Record<string, unknown>, b, LIEUX);
        const keysOf = (d: object) =>
          JSON.stringify(Object.entries(d).sort(([x], [y]) => x.localeCompare(y)));
        expect(seen.length > 0).toBe(keysOf(a) !== keysOf(b));
      }),
      { numRuns: 500 },
    );
  });
});
