/** What takes dates away from a rhythm: holidays, public holidays, months, a season, dates between which it holds. */
import { PERIODES, type NomDePeriode, ZONES } from '../../../../src/domain/calendrier/schema';
import type { FiltreEcrit } from '../../permanence';
import { Cases, JourDeLAnnee, Ligne, Liste } from './Saisies';
import { MOIS_DE_L_ANNEE, VACANCES } from './mots';
import { put } from './put';

interface Props {
  filtre: FiltreEcrit;
  onChange: (filtre: FiltreEcrit) => void;
}

const SEMAINES = Array.from({ length: 9 }, (_, n) => [n + 1, n === 0 ? '1re semaine' : `${n + 1}e`] as const);

function SaisieDesVacances({ filtre, onChange }: Props) {
  const { vacances } = filtre;
  type Vacances = NonNullable<typeof vacances>;
  const change = (nouvelles: Vacances | undefined) => onChange(put(filtre, 'vacances', nouvelles));
  return (
    <>
      <Liste
        label="Pendant les vacances scolaires"
        valeur={vacances?.regle ?? 'aucune'}
        options={[
          ['aucune', 'Elle a lieu comme d’habitude'],
          ['exclues', 'Elle n’a pas lieu'],
          ['seulement', 'Elle n’a lieu que pendant les vacances'],
        ]}
        onChange={(regle) => change(regle === 'aucune' ? undefined : { ...vacances, regle })}
      />
      {vacances && (
        <>
          <Cases
            label="Quelles vacances ? (aucune case : toutes)"
            options={PERIODES.map((nom) => [nom, VACANCES[nom]] as const)}
            valeurs={vacances.periodes ?? []}
            onChange={(periodes: NomDePeriode[]) => change(put(vacances, 'periodes', periodes))}
          />
          <Cases
            label="Quelles semaines des vacances ? (aucune case : toutes)"
            options={SEMAINES}
            valeurs={vacances.semaines ?? []}
            onChange={(semaines) => change(put(vacances, 'semaines', semaines))}
          />
          <Liste
            label="Zone"
            valeur={vacances.zone ?? 'territoire'}
            options={[
              ['territoire', 'Celle du territoire'],
              ...ZONES.map((zone) => [zone, `Zone ${zone}`] as const),
            ]}
            onChange={(zone) => change(put(vacances, 'zone', zone === 'territoire' ? undefined : zone))}
          />
        </>
      )}
    </>
  );
}

/** Between two days of each year. */
function SaisieDeSaison({
  label,
  saison,
  onChange,
}: {
  label: string;
  saison: { du: string; au: string } | undefined;
  onChange: (saison: { du: string; au: string } | undefined) => void;
}) {
  return (
    <>
      <Cases
        label={label}
        options={[['oui', 'Oui, chaque année entre deux jours']] as const}
        valeurs={saison ? ['oui'] : []}
        onChange={({ length }) => onChange(length > 0 ? { du: '07-01', au: '08-31' } : undefined)}
      />
      {saison && (
        <>
          <JourDeLAnnee label="Du" valeur={saison.du} onChange={(du) => onChange({ ...saison, du })} />
          <JourDeLAnnee label="Au" valeur={saison.au} onChange={(au) => onChange({ ...saison, au })} />
        </>
      )}
    </>
  );
}

export function SaisieDuFiltre({ filtre, onChange }: Props) {
  const { joursFeries = 'exclus', mois = [], moisExclus = [], saison, saisonExclue, validite = {} } = filtre;
  return (
    <>
      <SaisieDesVacances {...{ filtre, onChange }} />
      <Liste
        label="Les jours fériés"
        valeur={joursFeries}
        options={[
          ['exclus', 'Elle n’a pas lieu'],
          ['inclus', 'Elle a lieu aussi'],
          ['seulement', 'Elle n’a lieu que ces jours-là'],
        ]}
        onChange={(choix) => onChange(put(filtre, 'joursFeries', choix === 'exclus' ? undefined : choix))}
      />
      <details>
        <summary>Mois, saison, dates de début et de fin</summary>
        <Cases
          label="Seulement ces mois"
          options={MOIS_DE_L_ANNEE}
          valeurs={mois}
          onChange={(choisis) => onChange(put(filtre, 'mois', choisis))}
        />
        <Cases
          label="Jamais ces mois"
          options={MOIS_DE_L_ANNEE}
          valeurs={moisExclus}
          onChange={(choisis) => onChange(put(filtre, 'moisExclus', choisis))}
        />
        <SaisieDeSaison
          label="Seulement une saison ?"
          saison={saison}
          onChange={(choisie) => onChange(put(filtre, 'saison', choisie))}
        />
        <SaisieDeSaison
          label="Fermée une saison ?"
          saison={saisonExclue}
          onChange={(choisie) => onChange(put(filtre, 'saisonExclue', choisie))}
        />
        <Ligne
          label="Ces horaires valent à partir du"
          type="date"
          valeur={validite.du}
          onChange={(du) => onChange(put(filtre, 'validite', put(validite, 'du', du)))}
        />
        <Ligne
          label="Ces horaires valent jusqu’au"
          type="date"
          valeur={validite.au}
          onChange={(au) => onChange(put(filtre, 'validite', put(validite, 'au', au)))}
        />
      </details>
    </>
  );
}
