/** What the printed documents say, compared with what the pages say. */
import { describe, expect, it } from 'vitest';
import { yearsToAges } from '../../../src/domain/age/age';
import { ANNEES } from '../../../src/domain/age/etape';
import { writeBulletin } from '../../../src/domain/imprime/bulletin';
import { lastDayOf } from '../../../src/domain/imprime/calendrier';
import { describeAffiche } from '../../../src/domain/imprime/affiche';
import { describeGuide } from '../../../src/domain/imprime/guide';
import { listDuGuide } from '../../../src/domain/imprime/perimetre';
import { describeRessource } from '../../../src/domain/imprime/ressource';
import { describeAge, listByTheme } from '../../../src/domain/portail/annuaire';
import { THEME_SLUGS } from '../../../src/domain/theme/theme';
import { creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

const sluges = (liste: readonly { slug: string }[]): string[] => liste.map(({ slug }) => slug);

describe.each(TERRITOIRES)('the guide of %s', (nom) => {
  const { portail } = lireTerritoire(nom);
  const guide = describeGuide(portail);

  it('lists at each age what the page of that age lists', () => {
    for (const annee of ANNEES) {
      const ages = guide.etapes.flatMap((etape) => etape.ages);
      const [age, ...autres] = ages.filter(({ deAns, aAns }) => deAns <= annee && annee <= aAns);
      expect(autres).toEqual([]);
      expect(sluges(age!.lieux)).toEqual(sluges(describeAge(yearsToAges(annee), portail).structures));
    }
  });

  it('holds each entry once, and names no other', () => {
    const imprimees = guide.annuaire.flatMap(({ notices }) => sluges(notices));
    expect([...imprimees].sort()).toEqual(sluges(listDuGuide(portail)).sort());
    expect(guide.nombre).toBe(imprimees.length);
    const nommees = [
      ...guide.etapes.flatMap(({ ages }) => ages.flatMap(({ lieux, aDemander }) => [...lieux, ...aDemander])),
      ...guide.themes.flatMap(({ lieux }) => lieux),
      ...guide.annuaire.flatMap(({ aussi, vide }) => [...aussi, ...(vide?.renvoi ? [vide.renvoi] : [])]),
      ...guide.calendrier.mois.flatMap(({ jours }) => jours.flatMap(({ passages }) => passages)),
    ];
    const connues = new Set(imprimees);
    expect(sluges(nommees).filter((slug) => !connues.has(slug))).toEqual([]);
  });

  it('has a section for each commune, even an empty one', () => {
    for (const { slug, nom: commune } of portail.communes) {
      const section = guide.annuaire.find(({ id }) => id === slug);
      expect(section?.titre).toBe(commune);
      if (section!.notices.length + section!.aussi.length === 0)
        expect(section!.vide?.texte).toContain(`Aucun service recensé à ${commune}`);
    }
  });

  it('has one document for each theme, with the entries of its page', () => {
    for (const theme of THEME_SLUGS)
      expect(sluges(describeRessource(theme, portail).notices)).toEqual(sluges(listByTheme(theme, portail)));
  });
});

const VALIDE = { lieu: 'mairie-castelnoir', commune: '99001' };
const ANIMATION = {
  ...VALIDE,
  nom: 'Les Lutins',
  publics: { ages: { deMois: 36, aMois: 143 } },
} as const;

describe('the guide', () => {
  it('does not list at 12 a place for the 3-11', () => {
    const { etapes } = describeGuide(creerPortail({ structures: { lutins: ANIMATION } }));
    const noms = (annee: number) =>
      etapes
        .flatMap(({ ages }) => ages.filter(({ deAns, aAns }) => deAns <= annee && annee <= aAns))
        .flatMap(({ lieux }) => lieux.map((lieu) => lieu.nom));
    expect(noms(11)).toEqual(['Les Lutins']);
    expect(noms(12)).toEqual([]);
    expect(noms(2)).toEqual([]);
  });

  it('leaves out what is closed for good, and what is made for the elders alone', () => {
    const portail = creerPortail({
      structures: {
        lutins: ANIMATION,
        fini: { ...ANIMATION, statut: 'ferme-definitivement' },
        club: { ...VALIDE, type: 'point-info-seniors' },
        adultes: { ...VALIDE, publics: { ages: { deMois: 216 } } },
        ludotheque: { ...VALIDE, type: 'point-info-seniors', publics: { ages: { deMois: 0 } } },
      },
    });
    expect(sluges(listDuGuide(portail))).toEqual(['lutins', 'ludotheque']);
  });

  it('says nothing that is for professionals', () => {
    const portail = creerPortail({
      structures: {
        lutins: {
          ...ANIMATION,
          contacts: [
            { fonction: 'Accueil', telephone: '05 36 49 01 01' },
            { fonction: 'Ligne directe', telephone: '05 36 49 07 77', visibilite: 'professionnels' },
          ],
        },
      },
    });
    const tout = JSON.stringify([
      describeGuide(portail),
      describeAffiche(portail.communes[0]!, portail),
      describeRessource('enfance', portail),
      writeBulletin(portail.communes[0]!, portail),
    ]);
    expect(tout).not.toMatch(/07.77|Ligne directe/);
  });

  it('lists in the calendar what does not come back each week, to the end of the quarter', () => {
    const permanence = { id: 'p', lieu: 'mairie-castelnoir', creneaux: [{ debut: '09:00', fin: '12:00' }] };
    const portail = creerPortail({
      structures: {
        bureau: {
          nom: 'Bureau',
          permanences: [{ ...permanence, rythme: { type: 'hebdomadaire', jours: ['lundi'] } }],
        },
        consultation: {
          nom: 'Consultation',
          permanences: [
            {
              ...permanence,
              creneaux: [
                { debut: '09:00', fin: '12:00' },
                { debut: '14:00', fin: '16:00' },
              ],
              rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1] },
            },
          ],
        },
      },
    });
    const { calendrier } = describeGuide(portail);
    expect(calendrier.mois.map(({ titre, jours }) => [titre, jours.map(({ jour }) => jour)])).toEqual([
      ['Décembre\u00a02026', ['mardi\u00a01er\u00a0décembre']],
      ['Janvier\u00a02027', ['mardi\u00a05\u00a0janvier']],
      ['Février\u00a02027', ['mardi\u00a02\u00a0février']],
    ]);
    expect(calendrier.mois[0]!.jours[0]!.passages).toEqual([
      expect.objectContaining({
        nom: 'Consultation',
        heures: '9\u00a0h\u00a0–\u00a012\u00a0h et 14\u00a0h\u00a0–\u00a016\u00a0h',
      }),
    ]);
    expect(lastDayOf('2026-11-30')).toBe('2027-01-31');
  });
});

describe('the text for a bulletin', () => {
  const portail = creerPortail({
    structures: {
      relais: {
        nom: 'Relais',
        contacts: [{ telephone: '05 36 49 01 01' }],
        permanences: [
          {
            id: 'p',
            lieu: 'mairie-castelnoir',
            rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1] },
            creneaux: [{ debut: '09:00', fin: '12:00' }],
          },
        ],
      },
    },
  });

  it('tells a commune what comes there, and only there', () => {
    const texte = writeBulletin(portail.communes[0]!, portail).replaceAll('\u00a0', ' ');
    expect(texte).toContain('À Castelnoir, pour les familles');
    expect(texte).toContain(
      '- Relais (Mairie de Castelnoir), 9 h – 12 h : mardi 1er décembre, mardi 5 janvier et mardi 2 février.',
    );
    expect(texte).toContain('Tél. 05 36 49 01 01');
    expect(texte).toContain('val-fictif.example/communes/castelnoir');
  });

  it('says of an empty commune that nothing is listed, and what is nearest', () => {
    const texte = writeBulletin(portail.communes[1]!, portail).replaceAll('\u00a0', ' ');
    expect(texte).toContain(
      'Aucun service recensé à Lostalgues. Le plus proche : Relais, à Castelnoir, à 6 km à vol d’oiseau.',
    );
    expect(texte).not.toContain('Sur place');
  });
});

describe('the sheet of a commune', () => {
  it('always has ten strips, those that can be called first', () => {
    const portail = creerPortail({
      structures: { relais: { ...VALIDE, nom: 'Relais', contacts: [{ telephone: '0536490101' }] } },
    });
    const { languettes } = describeAffiche(portail.communes[0]!, portail);
    expect(languettes).toHaveLength(10);
    expect(languettes[0]).toEqual({
      titre: 'Relais',
      telephone: '05\u00a036\u00a049\u00a001\u00a001',
      adresse: 'val-fictif.example/communes/castelnoir',
    });
    expect(languettes[1]!.titre).toBe('Tout ce qui existe ici');
  });
});
