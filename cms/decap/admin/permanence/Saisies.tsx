/** The small controls that the editor of permanences is made of: a label, and what one answers. */
import { type ReactNode, useId } from 'react';

interface Commun {
  label: string;
}

export function Ligne({
  label,
  valeur,
  type = 'text',
  min,
  max,
  onChange,
}: Commun & {
  valeur: string | number | undefined;
  type?: 'text' | 'date' | 'time' | 'number';
  min?: number;
  max?: number;
  onChange: (valeur: string) => void;
}) {
  const id = useId();
  return (
    <p className="saisie">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, type, min, max }}
        value={valeur ?? ''}
        onChange={({ target }) => onChange(target.value)}
      />
    </p>
  );
}

export function Liste<V extends string>({
  label,
  valeur,
  options,
  onChange,
}: Commun & {
  valeur: V;
  options: readonly (readonly [V, string])[];
  onChange: (valeur: V) => void;
}) {
  const id = useId();
  return (
    <p className="saisie">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={valeur} onChange={({ target }) => onChange(target.value as V)}>
        {options.map(([nom, libelle]) => (
          <option key={nom} value={nom}>
            {libelle}
          </option>
        ))}
      </select>
    </p>
  );
}

/** Several answers among a few: each is a box to tick. */
export function Cases<V extends string | number>({
  label,
  valeurs,
  options,
  onChange,
}: Commun & {
  valeurs: readonly V[];
  options: readonly (readonly [V, string])[];
  onChange: (valeurs: V[]) => void;
}) {
  return (
    <fieldset className="cases">
      <legend>{label}</legend>
      {options.map(([valeur, libelle]) => (
        <label key={valeur}>
          <input
            type="checkbox"
            checked={valeurs.includes(valeur)}
            onChange={({ target }) =>
              onChange(
                options
                  .map(([autre]) => autre)
                  .filter((autre) => (autre === valeur ? target.checked : valeurs.includes(autre))),
              )
            }
          />
          {libelle}
        </label>
      ))}
    </fieldset>
  );
}

/** A list whose lines can be added and taken away. */
export function Lignes<E>({
  label,
  elements,
  creer,
  ajouter,
  onChange,
  children,
}: Commun & {
  elements: readonly E[];
  creer: () => E;
  ajouter: string;
  onChange: (elements: E[]) => void;
  children: (element: E, change: (element: E) => void) => ReactNode;
}) {
  return (
    <fieldset className="lignes">
      <legend>{label}</legend>
      {elements.map((element, rang) => (
        // Lines have no name of their own: their place is what tells them apart.
        <div className="une-ligne" key={rang}>
          {children(element, (nouveau) => onChange(elements.with(rang, nouveau)))}
          <button
            type="button"
            className="retirer"
            aria-label={`Retirer, ligne ${rang + 1} : ${label}`}
            onClick={() => onChange(elements.filter((_, autre) => autre !== rang))}
          >
            Retirer
          </button>
        </div>
      ))}
      <button type="button" className="ajouter" onClick={() => onChange([...elements, creer()])}>
        {ajouter}
      </button>
    </fieldset>
  );
}

/** A day of each year, `07-15`: a month, then a day. */
export function JourDeLAnnee({
  label,
  valeur,
  onChange,
}: Commun & {
  valeur: string;
  onChange: (valeur: string) => void;
}) {
  const [mois = '01', jour = '01'] = valeur.split('-');
  const deux = (nombre: string) => nombre.padStart(2, '0');
  return (
    <div className="jour-annuel">
      <Ligne
        label={`${label}, jour`}
        type="number"
        min={1}
        max={31}
        valeur={Number(jour)}
        onChange={(n) => onChange(`${mois}-${deux(n)}`)}
      />
      <Ligne
        label={`${label}, mois`}
        type="number"
        min={1}
        max={12}
        valeur={Number(mois)}
        onChange={(n) => onChange(`${deux(n)}-${jour}`)}
      />
    </div>
  );
}
