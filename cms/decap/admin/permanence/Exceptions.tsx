/** Dates that are cancelled, moved or added, each with the reason that families read. */
import type { DateCivile } from '../../../../src/domain/date/date-civile';
import type { Option } from '../../champs';
import type { ExceptionEcrite } from '../../permanence';
import { SaisieDesCreneaux } from './Creneaux';
import { Ligne, Lignes, Liste } from './Saisies';
import { put } from './put';

type Type = ExceptionEcrite['type'];
const TYPES: readonly (readonly [Type, string])[] = [
  ['annulation', 'Elle n’aura pas lieu'],
  ['report', 'Elle est déplacée à une autre date'],
  ['ajout', 'Une date en plus'],
];

function createException(type: Type, date: DateCivile, motif = ''): ExceptionEcrite {
  if (type === 'report') return { type, de: date, vers: date, motif };
  return type === 'ajout' ? { type, date, motif } : { type, du: date, motif };
}

const dateOf = (exception: ExceptionEcrite): DateCivile =>
  exception.type === 'report' ? exception.de : exception.type === 'ajout' ? exception.date : exception.du;

interface Props {
  exception: ExceptionEcrite;
  lieux: readonly Option[];
  onChange: (exception: ExceptionEcrite) => void;
}

function Details({ exception, lieux, onChange }: Props) {
  if (exception.type === 'annulation') {
    return (
      <>
        <Ligne
          label="Du"
          type="date"
          valeur={exception.du}
          onChange={(du) => onChange({ ...exception, du })}
        />
        <Ligne
          label="Au (vide : un seul jour)"
          type="date"
          valeur={exception.au}
          onChange={(au) => onChange(put(exception, 'au', au))}
        />
      </>
    );
  }
  return (
    <>
      {exception.type === 'report' ? (
        <>
          <Ligne
            label="Date qui n’aura pas lieu"
            type="date"
            valeur={exception.de}
            onChange={(de) => onChange({ ...exception, de })}
          />
          <Ligne
            label="Nouvelle date"
            type="date"
            valeur={exception.vers}
            onChange={(vers) => onChange({ ...exception, vers })}
          />
        </>
      ) : (
        <Ligne
          label="Date ajoutée"
          type="date"
          valeur={exception.date}
          onChange={(date) => onChange({ ...exception, date })}
        />
      )}
      <SaisieDesCreneaux
        label="Heures, si elles changent"
        creneaux={exception.creneaux ?? []}
        onChange={(creneaux) => onChange(put(exception, 'creneaux', creneaux))}
      />
      <Liste
        label="Lieu, s’il change"
        valeur={exception.lieu ?? ''}
        options={[['', 'Le même'], ...lieux.map(({ value, label }) => [String(value), label] as const)]}
        onChange={(lieu) => onChange(put(exception, 'lieu', lieu))}
      />
    </>
  );
}

export function SaisieDesExceptions({
  exceptions,
  lieux,
  aujourdhui,
  onChange,
}: {
  exceptions: readonly ExceptionEcrite[];
  lieux: readonly Option[];
  aujourdhui: DateCivile;
  onChange: (exceptions: ExceptionEcrite[]) => void;
}) {
  return (
    <Lignes
      label="Dates annulées, déplacées ou ajoutées"
      elements={exceptions}
      creer={() => createException('annulation', aujourdhui)}
      ajouter="Ajouter une date particulière"
      onChange={onChange}
    >
      {(exception, change) => (
        <>
          <Liste
            label="Que se passe-t-il ?"
            valeur={exception.type}
            options={TYPES}
            onChange={(type) => change(createException(type, dateOf(exception), exception.motif))}
          />
          <Details exception={exception} lieux={lieux} onChange={change} />
          <Ligne
            label="Raison affichée aux familles"
            valeur={exception.motif}
            onChange={(motif) => change({ ...exception, motif })}
          />
        </>
      )}
    </Lignes>
  );
}
