/** The editor of permanences: one says when and where, and sees at once what families will read. */
import { ACCES, type Fermeture } from '../../../../src/domain/permanence/schema';
import type { Option } from '../../champs';
import { ENUMERATIONS } from '../../libelles';
import {
  type ContexteDEdition,
  type PermanenceEcrite,
  createPermanence,
  describePermanence,
  nameOf,
} from '../../permanence';
import { SaisieDesCreneaux } from './Creneaux';
import { SaisieDesExceptions } from './Exceptions';
import { SaisieDuFiltre } from './Filtre';
import { SaisieDuRythme } from './Rythme';
import { Ligne, Liste } from './Saisies';
import { put } from './put';

interface Props {
  contexte: ContexteDEdition;
  lieux: readonly Option[];
  fermetures: readonly Fermeture[];
}

function Apercu({
  permanence,
  contexte,
  fermetures,
}: Omit<Props, 'lieux'> & { permanence: PermanenceEcrite }) {
  const { phrase, dates, erreurs } = describePermanence(permanence, contexte, fermetures);
  return (
    <div className="permanence-apercu" aria-live="polite">
      {phrase !== undefined && <p data-phrase>{phrase}</p>}
      {phrase !== undefined &&
        (dates.length > 0 ? (
          <ul data-dates>
            {dates.map((date) => (
              <li key={date}>{date}</li>
            ))}
          </ul>
        ) : (
          <p>Aucune date à venir.</p>
        ))}
      {erreurs.length > 0 && (
        <ul className="erreurs">
          {erreurs.map(({ champ, message }) => (
            <li key={champ + message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function SaisieDePermanence({
  permanence,
  contexte,
  lieux,
  fermetures,
  onChange,
}: Props & {
  permanence: PermanenceEcrite;
  onChange: (permanence: PermanenceEcrite) => void;
}) {
  const { aujourdhui } = contexte;
  const change = <K extends keyof PermanenceEcrite>(cle: K, valeur: PermanenceEcrite[K] | '') =>
    onChange(put(permanence, cle, valeur));
  return (
    <>
      <Apercu {...{ permanence, contexte, fermetures }} />
      <Liste
        label="Où ?"
        valeur={permanence.lieu ?? ''}
        options={[
          ['', 'Pas dans un lieu précis'],
          ...lieux.map(({ value, label }) => [String(value), label] as const),
        ]}
        onChange={(lieu) => change('lieu', lieu)}
      />
      <Ligne
        label="Ce qui s’y passe, si ce n’est pas l’accueil habituel"
        valeur={permanence.libelle}
        onChange={(libelle) => change('libelle', libelle)}
      />
      <SaisieDuRythme
        rythme={permanence.rythme}
        aujourdhui={aujourdhui}
        onChange={(rythme) => change('rythme', rythme)}
      />
      <SaisieDesCreneaux
        label="À quelles heures ?"
        creneaux={permanence.creneaux ?? []}
        onChange={(creneaux) => change('creneaux', creneaux)}
      />
      <SaisieDuFiltre filtre={permanence.filtre ?? {}} onChange={(filtre) => change('filtre', filtre)} />
      <SaisieDesExceptions
        exceptions={permanence.exceptions ?? []}
        lieux={lieux}
        aujourdhui={aujourdhui}
        onChange={(exceptions) => change('exceptions', exceptions)}
      />
      <details>
        <summary>Accès, tournée, vérification</summary>
        <Liste
          label="Comment on y vient"
          valeur={permanence.acces ?? ''}
          options={[
            ['', 'Comme au service'],
            ...ACCES.map((acces) => [acces, ENUMERATIONS['acces']![acces]!] as const),
          ]}
          onChange={(acces) => change('acces', acces)}
        />
        <Ligne
          label="Rang dans la tournée"
          type="number"
          min={1}
          valeur={permanence.ordre}
          onChange={(n) => change('ordre', n ? Number(n) : undefined)}
        />
        <Ligne
          label="Horaires confirmés le"
          type="date"
          valeur={permanence.verifieLe}
          onChange={(date) => change('verifieLe', date)}
        />
      </details>
    </>
  );
}

export function SaisieDesPermanences({
  permanences,
  onChange,
  ...props
}: Props & {
  permanences: readonly PermanenceEcrite[];
  onChange: (permanences: PermanenceEcrite[]) => void;
}) {
  const libelleOf = ({ libelle, lieu }: PermanenceEcrite, rang: number) =>
    libelle ?? props.lieux.find(({ value }) => value === lieu)?.label ?? `Permanence ${rang + 1}`;
  const add = () => {
    const nouvelle = createPermanence(permanences, props.contexte.aujourdhui);
    onChange([...permanences, { ...nouvelle, id: nameOf(undefined, permanences) }]);
  };
  return (
    <div className="permanences">
      {permanences.map((permanence, rang) => (
        <details key={permanence.id} className="permanence" open={permanences.length === 1}>
          <summary>
            <strong>{libelleOf(permanence, rang)}</strong>{' '}
            {describePermanence(permanence, props.contexte).phrase ?? 'à compléter'}
          </summary>
          <SaisieDePermanence
            {...props}
            permanence={permanence}
            onChange={(nouvelle) => onChange(permanences.with(rang, nouvelle))}
          />
          <button
            type="button"
            className="retirer"
            onClick={() => onChange(permanences.filter((_, autre) => autre !== rang))}
          >
            Retirer cette permanence
          </button>
        </details>
      ))}
      <button type="button" className="ajouter" onClick={add}>
        Ajouter une permanence
      </button>
    </div>
  );
}
