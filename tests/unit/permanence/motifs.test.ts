import { describe, expect, it } from 'vitest';
import {
  type Occurrence,
  isAtypique,
  isHeld,
  listOccurrences,
  toInterval,
} from '../../../src/domain/permanence/occurrence';
import { formatPermanence } from '../../../src/domain/permanence/phrase';
import { creneauSchema, fermetureSchema, permanenceSchema } from '../../../src/domain/permanence/schema';
import { calendrier } from '../../fixtures/calendrier';
import { type Cas, cas, findMotif, hiver, motifs, zone } from '../../fixtures/motifs';
import { permanence } from '../../fixtures/permanence';

function occurrencesOf({ permanence: ecrite, aConfirmer }: Cas, { du, au } = hiver): Occurrence[] {
  return listOccurrences(permanenceSchema.parse(ecrite), du, au, { calendrier, zone, aConfirmer });
}

/** A day with two slots is one date. */
const uniqueDates = (liste: readonly Occurrence[]): string[] => [...new Set(liste.map(({ date }) => date))];

describe('the forty ways in which real services say when they are open', () => {
  it('are all there, each with its sentence and its source', () => {
    expect(motifs).toHaveLength(40);
    expect(new Set(motifs.map(({ id }) => id)).size).toBe(40);
    expect(motifs.filter(({ phrase, source }) => phrase === '' || source === '')).toEqual([]);
  });

  it.each(cas)('$nom: is accepted by the schema as it is written', ({ permanence: ecrite }) => {
    expect(permanenceSchema.safeParse(ecrite).error?.issues ?? []).toEqual([]);
  });

  it.each(cas)('$nom: gives exactly the dates expected', (unCas) => {
    const { dates, reportees, permanence: ecrite } = unCas;
    const toutes = occurrencesOf(unCas);
    expect(uniqueDates(toutes.filter(isHeld))).toEqual(dates);
    // One occurrence a slot; a day without hours is one occurrence.
    const creneaux = permanenceSchema.parse(ecrite).creneaux.length || 1;
    expect(toutes).toHaveLength((dates.length + Object.keys(reportees).length) * creneaux);
  });

  it.each(cas)('$nom: says of each date how certain it is', (unCas) => {
    const { aConfirmer, reportees } = unCas;
    for (const { date, statut, reporteeAu, remplace } of occurrencesOf(unCas)) {
      const vers = reportees[date];
      expect(statut, date).toBe(vers ? 'reportee' : aConfirmer ? 'a-confirmer' : 'confirmee');
      expect(reporteeAu, date).toBe(vers);
      expect(remplace, date).toBe(Object.keys(reportees).find((de) => reportees[de] === date));
    }
  });

  it.each(cas.filter(({ feriesRetires }) => feriesRetires.length > 0))(
    '$nom: would be open on these public holidays, were they not removed',
    (unCas) => {
      const ecrite = unCas.permanence as { filtre?: object };
      const avec = {
        ...unCas,
        permanence: { ...ecrite, filtre: { ...ecrite.filtre, joursFeries: 'inclus' } },
      };
      expect(uniqueDates(occurrencesOf(avec))).toEqual([...unCas.dates, ...unCas.feriesRetires].sort());
    },
  );

  it.each(cas.filter(({ autrePeriode }) => autrePeriode))(
    '$nom: has its effect outside of the winter',
    (unCas) => {
      const { dates, ...periode } = unCas.autrePeriode!;
      expect(uniqueDates(occurrencesOf(unCas, periode))).toEqual(dates);
    },
  );
});

describe('the half-days of Monts, Rance et Rougier (P01)', () => {
  const semaine = findMotif('P01').permanences;

  it('are nine in an ordinary week, in three places', () => {
    const lundiAuDimanche = { du: '2027-01-11', au: '2027-01-17' };
    const demiJournees = semaine.flatMap((unCas) => occurrencesOf(unCas, lundiAuDimanche));
    expect(demiJournees).toHaveLength(9);
    expect(new Set(demiJournees.map(({ lieu }) => lieu)).size).toBe(3);
  });

  it('are 113 in the winter', () => {
    expect(semaine.flatMap((unCas) => occurrencesOf(unCas))).toHaveLength(113);
  });

  it('are never in two places at once', () => {
    const intervalles = semaine
      .flatMap((unCas) => occurrencesOf(unCas).map(toInterval))
      .map(({ debut, fin }) => ({ debut: Date.parse(debut), fin: Date.parse(fin) }))
      .sort((a, b) => a.debut - b.debut);
    for (const [rang, { fin }] of intervalles.slice(0, -1).entries()) {
      expect(intervalles[rang + 1]!.debut).toBeGreaterThanOrEqual(fin);
    }
  });
});

describe('a sentence that is not determined', () => {
  const indetermines = motifs.filter(({ determinable }) => !determinable);
  const sansDate = indetermines
    .flatMap(({ id, permanences }) => permanences.map((unCas) => ({ id, ...unCas })))
    .filter(({ permanence: ecrite }) => permanenceSchema.parse(ecrite).rythme.type === 'date-communiquee');

  it('always says what somebody must define, or that it is no rhythm', () => {
    expect(indetermines.filter(({ aDefinir }) => !aDefinir).map(({ id }) => id)).toEqual(['P17']);
  });

  it('is either written without date, or read in a way that is named', () => {
    expect([...new Set(sansDate.map(({ id }) => id))]).toEqual(['P07', 'P10', 'P11', 'P13', 'P16']);
    expect(indetermines.map(({ id }) => id)).toEqual([
      ...['P07', 'P10', 'P11', 'P13', 'P16'],
      ...['P17', 'P35', 'P36', 'P43'],
    ]);
  });

  it.each(sansDate)('$id: invents no date, and says « date communiquée »', ({ permanence: ecrite }) => {
    const lue = permanenceSchema.parse(ecrite);
    expect(listOccurrences(lue, '2020-01-01', '2030-12-31', { calendrier, zone })).toEqual([]);
    expect(formatPermanence(lue)).toContain('date communiquée');
  });

  it('P36: its two readings agree until the fifth Saturday of January, then diverge', () => {
    const [surDeux, parMois] = findMotif('P36').permanences.map((unCas) => uniqueDates(occurrencesOf(unCas)));
    expect(surDeux!.slice(0, 4)).toEqual(parMois!.slice(0, 4));
    expect(surDeux!.slice(4)).not.toEqual(parMois!.slice(4));
  });

  it('P43: keeps every working day, and is certain of none during the holidays', () => {
    const toutes = findMotif('P43').permanences.flatMap((unCas) => occurrencesOf(unCas));
    expect(toutes).toHaveLength(62);
    expect(uniqueDates(toutes.filter(({ statut }) => statut === 'a-confirmer'))).toHaveLength(18);
  });
});

describe('sentences that are not a rhythm', () => {
  it.each(findMotif('P17').atypiques)(
    'P17: $creneau is outside of usual hours: $atypique',
    ({ creneau, atypique }) => {
      expect(isAtypique(creneauSchema.parse(creneau))).toBe(atypique);
    },
  );

  it('P35: a closure without its year cannot be written; with it, it closes once and never again', () => {
    const [sansAnnee, avecAnnee] = findMotif('P35').fermetures;
    expect(fermetureSchema.safeParse(sansAnnee!.fermeture).success).toBe(sansAnnee!.valable);
    expect(fermetureSchema.safeParse(avecAnnee!.fermeture).success).toBe(avecAnnee!.valable);

    const fermetures = [fermetureSchema.parse(avecAnnee!.fermeture)];
    const vendredis = permanence({ rythme: { type: 'hebdomadaire', jours: ['vendredi'] } });
    const tenues = (annee: number): string[] =>
      listOccurrences(vendredis, `${annee}-08-01`, `${annee}-09-06`, { calendrier, zone, fermetures })
        .filter(isHeld)
        .map(({ date }) => date);
    expect(tenues(2024)).toEqual(['2024-08-02', '2024-09-06']);
    expect(tenues(2025)).toEqual(['2025-08-01', '2025-08-08', '2025-08-22', '2025-08-29', '2025-09-05']);
  });

  it('P54: an appointment has no date, and one is told to make it', () => {
    const [unCas] = findMotif('P54').permanences;
    const surRendezVous = permanenceSchema.parse(unCas!.permanence);
    expect(listOccurrences(surRendezVous, '2020-01-01', '2030-12-31', { calendrier, zone })).toEqual([]);
    expect(surRendezVous.acces).toBe('sur-rendez-vous');
  });
});
