/** When a permanence comes back: one kind of rhythm, and what it needs. */
import { PERIODES } from '../../../../src/domain/calendrier/schema';
import { type DateCivile, JOURS_DE_SEMAINE } from '../../../../src/domain/date/date-civile';
import { type RythmeEcrit, TYPES_DE_RYTHME, type TypeDeRythme, changeRythme } from '../../permanence';
import { Cases, Ligne, Lignes, Liste } from './Saisies';
import { VACANCES } from './mots';

type Rythme<T extends TypeDeRythme> = Extract<RythmeEcrit, { type: T }>;
interface Props<T extends TypeDeRythme> {
  rythme: Rythme<T>;
  onChange: (rythme: RythmeEcrit) => void;
}

const JOURS = JOURS_DE_SEMAINE.map((jour) => [jour, jour] as const);
type Jour = (typeof JOURS_DE_SEMAINE)[number];
const RANGS = [
  [1, '1er'],
  [2, '2e'],
  [3, '3e'],
  [4, '4e'],
  [5, '5e'],
  [-1, 'dernier'],
  [-2, 'avant-dernier'],
] as const;
const SEMAINES = [
  [1, '1re'],
  [2, '2e'],
  [3, '3e'],
  [4, '4e'],
  [5, '5e'],
  [-1, 'dernière'],
] as const;
const QUANTIEMES = [
  ...Array.from({ length: 31 }, (_, n) => [n + 1, String(n + 1)] as const),
  [-1, 'le dernier jour'] as const,
];

function Jours(props: { valeurs: readonly Jour[]; onChange: (jours: Jour[]) => void }) {
  return <Cases label="Quels jours ?" options={JOURS} {...props} />;
}

/** Without what it had of the other way to say which weeks. */
function changeSemaines(
  { type, jours }: Rythme<'hebdomadaire'>,
  choix: string,
  aujourdhui: DateCivile,
): RythmeEcrit {
  if (choix === 'paires' || choix === 'impaires') return { type, jours, semaines: choix };
  return choix === 'intervalle'
    ? { type, jours, intervalle: { semaines: 2, depuis: aujourdhui } }
    : { type, jours };
}

function Hebdomadaire({ rythme, aujourdhui, onChange }: Props<'hebdomadaire'> & { aujourdhui: DateCivile }) {
  const { semaines, intervalle } = rythme;
  return (
    <>
      <Jours valeurs={rythme.jours} onChange={(jours) => onChange({ ...rythme, jours })} />
      <Liste
        label="Quelles semaines ?"
        valeur={intervalle ? 'intervalle' : (semaines ?? 'toutes')}
        options={[
          ['toutes', 'Toutes les semaines'],
          ['paires', 'Les semaines paires'],
          ['impaires', 'Les semaines impaires'],
          ['intervalle', 'Une semaine sur deux, trois… à partir d’une date'],
        ]}
        onChange={(choix) => onChange(changeSemaines(rythme, choix, aujourdhui))}
      />
      {intervalle && (
        <>
          <Ligne
            label="Une semaine sur"
            type="number"
            min={2}
            max={52}
            valeur={intervalle.semaines}
            onChange={(n) => onChange({ ...rythme, intervalle: { ...intervalle, semaines: Number(n) } })}
          />
          <Ligne
            label="À partir du (une date où elle a lieu)"
            type="date"
            valeur={intervalle.depuis}
            onChange={(depuis) => onChange({ ...rythme, intervalle: { ...intervalle, depuis } })}
          />
        </>
      )}
    </>
  );
}

function Dates({
  label,
  dates,
  aujourdhui,
  onChange,
}: {
  label: string;
  dates: readonly string[];
  aujourdhui: DateCivile;
  onChange: (dates: string[]) => void;
}) {
  return (
    <Lignes
      label={label}
      elements={dates}
      creer={() => aujourdhui}
      ajouter="Ajouter une date"
      onChange={onChange}
    >
      {(date, change) => <Ligne label="Date" type="date" valeur={date} onChange={change} />}
    </Lignes>
  );
}

function Reglages({ rythme, aujourdhui, onChange }: Props<TypeDeRythme> & { aujourdhui: DateCivile }) {
  switch (rythme.type) {
    case 'hebdomadaire':
      return <Hebdomadaire {...{ rythme, aujourdhui, onChange }} />;
    case 'mensuel':
      return (
        <>
          <Cases
            label="Lesquels dans le mois ?"
            options={RANGS}
            valeurs={rythme.rangs}
            onChange={(rangs) => onChange({ ...rythme, rangs })}
          />
          <Jours valeurs={rythme.jours} onChange={(jours) => onChange({ ...rythme, jours })} />
        </>
      );
    case 'semaine-du-mois':
      return (
        <>
          <Cases
            label="Quelle semaine du mois ?"
            options={SEMAINES}
            valeurs={rythme.semaines}
            onChange={(semaines) => onChange({ ...rythme, semaines })}
          />
          <Jours valeurs={rythme.jours} onChange={(jours) => onChange({ ...rythme, jours })} />
        </>
      );
    case 'jour-du-mois':
      return (
        <Cases
          label="Quels jours du mois ?"
          options={QUANTIEMES}
          valeurs={rythme.quantiemes}
          onChange={(quantiemes) => onChange({ ...rythme, quantiemes })}
        />
      );
    case 'avant-vacances':
      return (
        <>
          <Jours valeurs={rythme.jours} onChange={(jours) => onChange({ ...rythme, jours })} />
          <Cases
            label="Avant quelles vacances ? (aucune case : toutes)"
            options={PERIODES.filter((nom) => nom !== 'pont').map((nom) => [nom, VACANCES[nom]] as const)}
            valeurs={rythme.periodes ?? []}
            onChange={({ length, ...periodes }) =>
              onChange({
                type: rythme.type,
                jours: rythme.jours,
                ...(length > 0 ? { periodes: Object.values(periodes) as never } : {}),
              })
            }
          />
        </>
      );
    case 'dates':
      return (
        <Dates
          label="À quelles dates ?"
          dates={rythme.dates}
          aujourdhui={aujourdhui}
          onChange={(dates) => onChange({ ...rythme, dates })}
        />
      );
    case 'sur-rendez-vous':
      return null;
    case 'date-communiquee':
      return (
        <>
          <Ligne
            label="Ce que l’on sait (« une soirée par mois »)"
            valeur={rythme.precision}
            onChange={(precision) => onChange({ ...rythme, precision })}
          />
          <Dates
            label="Dates déjà annoncées"
            dates={rythme.dates ?? []}
            aujourdhui={aujourdhui}
            onChange={(dates) => onChange({ ...rythme, dates })}
          />
        </>
      );
  }
}

export function SaisieDuRythme({
  rythme,
  aujourdhui,
  onChange,
}: Props<TypeDeRythme> & { aujourdhui: DateCivile }) {
  return (
    <>
      <Liste
        label="Quand revient-elle ?"
        valeur={rythme.type}
        options={Object.entries(TYPES_DE_RYTHME) as [TypeDeRythme, string][]}
        onChange={(type) => onChange(changeRythme(rythme, type, aujourdhui))}
      />
      <Reglages {...{ rythme, aujourdhui, onChange }} />
    </>
  );
}
