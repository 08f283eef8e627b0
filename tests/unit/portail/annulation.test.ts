import { describe, expect, it } from 'vitest';
import { describeCommune } from '../../../src/domain/portail/commune';
import { describeLieu } from '../../../src/domain/portail/lieu';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type Exceptions = NonNullable<NonNullable<Fiche['permanences']>[number]['exceptions']>;

/** Every Tuesday morning at the town hall of Castelnoir; 1 December 2026 is a Tuesday. */
const avec = (exceptions: Exceptions, fiche: Fiche = {}) =>
  creerPortail({
    structures: {
      relais: {
        permanences: [
          {
            id: 'mardi',
            lieu: 'mairie-castelnoir',
            rythme: { type: 'hebdomadaire', jours: ['mardi'] },
            creneaux: [
              { debut: '09:00', fin: '12:00' },
              { debut: '14:00', fin: '16:00' },
            ],
            exceptions,
          },
        ],
        ...fiche,
      },
    },
  });
function annuleesDe(portail: ReturnType<typeof avec>, nom: string, lieu: string) {
  const commune = portail.communes.find((each) => each.nom === nom)!;
  return [describeCommune(commune, portail), describeLieu(portail.lieux.get(lieu)!, portail)].map(
    ({ annulees }) =>
      annulees.map(({ date, statut, motif, reporteeAu }) => [date, statut, motif, reporteeAu]),
  );
}

describe('what is cancelled', () => {
  it('is said once a day on the page of the commune and on that of the place, with its reason', () => {
    const annulee = [['2026-12-08', 'annulee', 'agent en formation', undefined]];
    const portail = avec([{ type: 'annulation', du: '2026-12-08', motif: 'agent en formation' }]);
    expect(annuleesDe(portail, 'Castelnoir', 'mairie-castelnoir')).toEqual([annulee, annulee]);
    expect(annuleesDe(portail, 'Sauvecombe', 'salle-sauvecombe')).toEqual([[], []]);
  });

  it('or moved is said where it was to take place, with its new day', () => {
    const portail = avec([
      {
        type: 'report',
        de: '2026-12-08',
        vers: '2026-12-09',
        lieu: 'salle-sauvecombe',
        motif: 'salle prise',
      },
    ]);
    const [commune] = annuleesDe(portail, 'Castelnoir', 'mairie-castelnoir');
    expect(commune).toEqual([['2026-12-08', 'reportee', 'salle prise', '2026-12-09']]);
  });

  it('in more than two weeks, or of a service that is closed, can wait', () => {
    const loin: Exceptions = [{ type: 'annulation', du: '2027-01-12', motif: 'travaux' }];
    const proche: Exceptions = [{ type: 'annulation', du: '2026-12-08', motif: 'travaux' }];
    for (const portail of [avec(loin), avec(proche, { statut: 'ferme-temporairement' })])
      expect(annuleesDe(portail, 'Castelnoir', 'mairie-castelnoir')).toEqual([[], []]);
  });
});
