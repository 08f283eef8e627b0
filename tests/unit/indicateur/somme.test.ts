import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listRealisations } from '../../../src/domain/indicateur/objectif';
import { indicateurSchema } from '../../../src/domain/indicateur/schema';
import { checkSomme } from '../../../src/domain/indicateur/somme';
import {
  describeParCommune,
  drawIndicateur,
  listCalculs,
  toTableauDObjectifs,
  toTableauDeSerie,
  toTableauDesIndicateurs,
  toTableauDesObjectifs,
} from '../../../src/domain/portail/indicateurs';
import { contenu, rapportDe } from '../../fixtures/contenu';
import { expectMemesCellules } from '../../fixtures/tableau';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

const CODES = ['99001', '99002', '99003'];
const valeurDe = (valeur: number, communes: (number | undefined)[]) => ({
  valeur,
  parCommune: communes.flatMap((ici, rang) =>
    ici === undefined ? [] : [{ commune: CODES[rang]!, valeur: ici }],
  ),
});
const check = (valeur: number, communes: (number | undefined)[], unite?: string) =>
  checkSomme(unite === undefined ? {} : { unite }, valeurDe(valeur, communes), CODES);

describe('the sum of the communes', () => {
  it('is the total, differs from it, or is not complete', () => {
    expect(check(6, [1, 2, 3])).toEqual({ etat: 'egale', somme: 6, manquantes: [] });
    expect(check(7, [1, 2, 3])?.etat).toBe('differente');
    expect(check(7, [1, 2, undefined])).toEqual({ etat: 'incomplete', somme: 3, manquantes: ['99003'] });
    expect(check(2, [1, 2, undefined])?.etat).toBe('differente');
    expect(check(0.3, [0.1, 0.2, 0])?.etat).toBe('egale');
  });

  it('never takes an unknown commune for zero', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.nat(50), { nil: undefined }), { minLength: 3, maxLength: 3 }),
        (communes) => {
          const connues = communes.filter((ici) => ici !== undefined);
          const somme = check(
            connues.reduce((total, ici) => total + ici, 0),
            communes,
          );
          if (connues.length === 0) expect(somme).toBeUndefined();
          else expect(somme?.etat).toBe(connues.length === 3 ? 'egale' : 'incomplete');
        },
      ),
    );
  });

  it('is not asked of a share nor of a rate', () => {
    expect(check(50, [50, 50, 50], '%')).toBeUndefined();
    expect(check(11, [11, 11, 11], 'heures par jour')).toBeUndefined();
    expect(check(6, [1, 2, 3], 'places')?.etat).toBe('egale');
  });

  it('is a point to look at when the content contradicts itself', () => {
    const of = (...modification: Parameters<typeof contenu>) => rapportDe(contenu(...modification));
    const { avertissements, erreurs } = of({
      'indicateurs/places.yaml': {
        libelle: 'Places en crèche',
        valeurs: [{ date: '2026', valeur: 4, parCommune: [{ commune: '99001', valeur: 5 }] }],
      },
    });
    expect(erreurs).toEqual([]);
    expect(avertissements.join()).toContain('la somme des communes est 5, pas 4');
  });

  it('refuses the same commune, date or year twice', () => {
    const { erreurs } = rapportDe(
      contenu({
        'indicateurs/places.yaml': {
          libelle: 'Places en crèche',
          valeurs: [
            {
              date: '2026',
              valeur: 10,
              parCommune: [
                { commune: '99001', valeur: 5 },
                { commune: '99001', valeur: 5 },
              ],
            },
            { date: '2026', valeur: 11 },
          ],
          objectifs: [
            { annee: '2026', valeur: 1 },
            { annee: '2026', valeur: 2 },
          ],
        },
      }),
    );
    expect(erreurs.join()).toMatch(
      /écrite deux fois.*même date.*deux objectifs|même date.*deux objectifs.*écrite deux fois/s,
    );
  });
});

describe('an objective', () => {
  const realisations = (valeurs: object[], objectifs: object[]) =>
    listRealisations(
      indicateurSchema.parse({
        libelle: 'Essai de taux',
        theme: 'emploi',
        valeurs,
        objectifs,
        sources: [{ titre: 'Source' }],
      }),
    );

  it('is measured by the last figure of its year', () => {
    expect(
      realisations(
        [
          { date: '2026-09', valeur: 52 },
          { date: '2026-03', valeur: 40 },
        ],
        [{ annee: '2026', valeur: 60 }],
      ),
    ).toEqual([{ annee: '2026', objectif: 60, realise: 52, taux: 87 }]);
  });

  it('has no rate while nobody gave the figure, and none when there is nothing to divide by', () => {
    expect(realisations([{ date: '2025', valeur: 3 }], [{ annee: '2026', valeur: 60 }])[0]).toEqual({
      annee: '2026',
      objectif: 60,
      realise: undefined,
      taux: undefined,
    });
    expect(
      realisations([{ date: '2026', valeur: 3 }], [{ annee: '2026', valeur: 0 }])[0]!.taux,
    ).toBeUndefined();
    expect(realisations([{ date: '2026', valeur: 0 }], [{ annee: '2026', valeur: 4 }])[0]!.taux).toBe(0);
  });
});

describe('the figures of a territory', () => {
  const { portail } = lireTerritoire('val-d-exemple');
  const naissances = portail.indicateurs.find(({ slug }) => slug === 'naissances')!;

  it('say an incomplete sum, and a whole one', () => {
    const vue = describeParCommune(naissances, portail)!;
    expect(vue.verifications.map(({ etat }) => etat)).toEqual(['incomplete', 'egale']);
    expect(vue.tableau.total).toEqual(['Somme des communes renseignées', 64, 76]);
    expectMemesCellules(vue.tableau);
    // Unknown in 2024, and really one in 2025.
    const derniere = vue.tableau.lignes.find(([, en2024]) => en2024 === undefined)!;
    expect(typeof derniere[2]).toBe('number');
  });

  it.each(TERRITOIRES)('are all dated or said not to be, sourced, and the same in the files of %s', (nom) => {
    const { portail: lu } = lireTerritoire(nom);
    for (const indicateur of lu.indicateurs) {
      expect(indicateur.sources.length).toBeGreaterThan(0);
      expectMemesCellules(toTableauDeSerie(indicateur));
      const objectifs = toTableauDObjectifs(indicateur);
      if (objectifs) expectMemesCellules(objectifs);
    }
    for (const tableau of [toTableauDesIndicateurs(lu), toTableauDesObjectifs(lu), listCalculs(lu)])
      if (tableau.lignes.length > 0) expectMemesCellules(tableau);
    const lignes = toTableauDesIndicateurs(lu).lignes.filter(
      ([, , , commune]) => commune === 'tout le territoire',
    );
    expect(lignes.length).toBe(lu.indicateurs.reduce((total, { valeurs }) => total + valeurs.length, 0));
  });

  it('are drawn only when there is something to compare', () => {
    expect(drawIndicateur(naissances)?.match(/class="barre"/g)).toHaveLength(5);
    expect(drawIndicateur({ ...naissances, valeurs: naissances.valeurs.slice(0, 1) })).toBeUndefined();
  });

  it('that the portal counts are those that one counts by hand', () => {
    const lignes = new Map(listCalculs(portail).lignes.map(([quoi, nombre]) => [quoi, nombre]));
    const ouvertes = portail.structures.filter(({ statut }) => statut === 'ouvert');
    expect(lignes.get('Services ouverts recensés')).toBe(ouvertes.length);
    let contacts = 0;
    for (const { contacts: tous } of ouvertes)
      for (const { visibilite, telephone, courriel } of tous)
        if (visibilite === 'public' && (telephone !== undefined || courriel !== undefined)) contacts += 1;
    expect(lignes.get('Contacts publics recensés')).toBe(contacts);
  });
});
