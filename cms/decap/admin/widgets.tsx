/** The widgets of this site, added to those of Decap that are used. */
import { DecapCmsCore as CMS } from 'decap-cms-core';
import { DecapCmsWidgetList } from 'decap-cms-widget-list';
import { DecapCmsWidgetNumber } from 'decap-cms-widget-number';
import { DecapCmsWidgetObject } from 'decap-cms-widget-object';
import { DecapCmsWidgetSelect } from 'decap-cms-widget-select';
import { DecapCmsWidgetString } from 'decap-cms-widget-string';
import { DecapCmsWidgetText } from 'decap-cms-widget-text';
import { fromJS, isImmutable } from 'immutable';
import { type ForwardedRef, forwardRef, useImperativeHandle } from 'react';
import { isTelephone, formatTelephone } from '../../../src/domain/contact/telephone';
import { isDateCivile } from '../../../src/domain/date/date-civile';
import { type Fermeture, fermetureSchema, permanenceSchema } from '../../../src/domain/permanence/schema';
import type { Option } from '../champs';
import { type PermanenceEcrite, describePermanence } from '../permanence';
import { getContexte } from './contexte';
import { SaisieDesPermanences } from './permanence/Permanences';

/** What Decap gives to a widget. */
interface Props {
  value: unknown;
  onChange: (valeur: unknown) => void;
  forID: string;
  classNameWrapper: string;
  field: { get(nom: string): unknown };
  entry: { getIn(chemin: string[]): unknown };
  setActiveStyle: () => void;
  setInactiveStyle: () => void;
}
/** What Decap asks of a widget: true, or what is wrong. */
interface Controle {
  isValid: () => true | { error: { message: string } };
}
type Validation = (valeur: unknown) => string | undefined;

const toJs = (valeur: unknown): unknown =>
  isImmutable(valeur) ? (valeur as { toJS(): unknown }).toJS() : valeur;
const toListe = <E,>(valeur: unknown): E[] => (Array.isArray(toJs(valeur)) ? (toJs(valeur) as E[]) : []);

function useControle(ref: ForwardedRef<Controle>, valeur: unknown, validate: Validation): void {
  useImperativeHandle(ref, () => ({
    isValid: () => {
      const message = validate(valeur);
      return message === undefined ? true : { error: { message } };
    },
  }));
}

/** A text that the browser itself helps to write: a date, an hour, a telephone. */
const createSaisie = (
  type: 'date' | 'time' | 'tel',
  validate: (texte: string) => string | undefined,
  tidy = (texte: string) => texte,
) =>
  forwardRef<Controle, Props>(function Saisie(props, ref) {
    const texte = typeof props.value === 'string' ? props.value : '';
    useControle(ref, texte, (valeur) => (valeur === '' ? undefined : validate(String(valeur))));
    return (
      <input
        id={props.forID}
        className={props.classNameWrapper}
        type={type}
        value={texte}
        autoComplete="off"
        onFocus={props.setActiveStyle}
        onBlur={({ target }) => {
          props.setInactiveStyle();
          const net = tidy(target.value);
          if (net !== texte) props.onChange(net);
        }}
        onChange={({ target }) => props.onChange(target.value)}
      />
    );
  });

const SaisieDeDate = createSaisie('date', (texte) =>
  isDateCivile(texte) ? undefined : 'Ce n’est pas une date du calendrier.',
);
const SaisieDHeure = createSaisie('time', (texte) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(texte) ? undefined : 'Écrivez une heure, par exemple 09:00.',
);
const SaisieDeTelephone = createSaisie(
  'tel',
  (texte) =>
    isTelephone(texte) ? undefined : 'Écrivez les dix chiffres du numéro, par exemple 05 65 00 00 00.',
  (texte) => (isTelephone(texte) ? formatTelephone(texte).replaceAll('\u00a0', ' ') : texte.trim()),
);

/** Yes, no, or nothing said: a box to tick could not tell « no » from « not known ». */
const SaisieOuiNon = forwardRef<Controle, Props>(function SaisieOuiNon(
  { value, onChange, forID, field },
  ref,
) {
  useControle(ref, value, () => undefined);
  const choix = [
    [true, 'Oui'],
    [false, 'Non'],
    ...(field.get('required') === false ? ([['', 'Non renseigné']] as const) : []),
  ] as const;
  return (
    <div id={forID} className="oui-non" role="radiogroup" aria-label={String(field.get('label'))}>
      {choix.map(([valeur, libelle]) => (
        <label key={libelle}>
          <input
            type="radio"
            name={forID}
            checked={(value ?? '') === valeur}
            onChange={() => onChange(valeur)}
          />
          {libelle}
        </label>
      ))}
    </div>
  );
});

/** The whole territory, some communes, or nothing said. */
const SaisieDeZone = forwardRef<Controle, Props>(function SaisieDeZone(
  { value, onChange, forID, field },
  ref,
) {
  const lue = toJs(value);
  const codes = toListe<string>(value);
  const isListe = Array.isArray(lue);
  useControle(ref, value, () =>
    isListe && codes.length === 0 ? 'Choisissez au moins une commune.' : undefined,
  );
  const options = toListe<Option>(field.get('options'));
  const choix = [
    ['territoire', 'Tout le territoire'],
    ['communes', 'Certaines communes'],
    ['', 'Sa commune et celles de ses permanences'],
  ] as const;
  const actuel = isListe ? 'communes' : typeof lue === 'string' ? lue : '';
  return (
    <div id={forID} className="oui-non" role="radiogroup" aria-label={String(field.get('label'))}>
      {choix.map(([valeur, libelle]) => (
        <label key={valeur}>
          <input
            type="radio"
            name={forID}
            checked={actuel === valeur}
            onChange={() => onChange(valeur === 'communes' ? fromJS([]) : valeur)}
          />
          {libelle}
        </label>
      ))}
      {isListe && (
        <fieldset className="cases">
          <legend>Communes</legend>
          {options.map(({ value: code, label }) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={codes.includes(String(code))}
                onChange={({ target }) =>
                  onChange(
                    fromJS(
                      target.checked ? [...codes, String(code)] : codes.filter((autre) => autre !== code),
                    ),
                  )
                }
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
});

const readFermetures = (valeur: unknown): Fermeture[] =>
  toListe<unknown>(valeur).flatMap((fermeture) => fermetureSchema.safeParse(fermeture).data ?? []);

const Permanences = forwardRef<Controle, Props>(function Permanences({ value, onChange, field, entry }, ref) {
  const contexte = getContexte();
  const permanences = toListe<PermanenceEcrite>(value);
  useControle(ref, permanences, () => {
    const fautives = permanences.filter((permanence) => !permanenceSchema.safeParse(permanence).success);
    return fautives
      .flatMap((permanence) => describePermanence(permanence, contexte).erreurs.slice(0, 1))
      .map(({ message }) => message)[0];
  });
  const { lieux } = toJs(field.get('choix')) as { lieux: Option[] };
  return (
    <SaisieDesPermanences
      {...{ contexte, permanences, lieux }}
      fermetures={readFermetures(entry.getIn(['data', 'fermetures']))}
      onChange={(nouvelles) => onChange(fromJS(nouvelles))}
    />
  );
});

export function registerWidgets(): void {
  for (const paquet of [
    DecapCmsWidgetString,
    DecapCmsWidgetText,
    DecapCmsWidgetSelect,
    DecapCmsWidgetNumber,
    DecapCmsWidgetObject,
    DecapCmsWidgetList,
  ])
    CMS.registerWidget(paquet.Widget() as never);
  const siens = {
    date: SaisieDeDate,
    heure: SaisieDHeure,
    telephone: SaisieDeTelephone,
    'oui-non': SaisieOuiNon,
    zone: SaisieDeZone,
    permanences: Permanences,
  };
  for (const [nom, controle] of Object.entries(siens)) CMS.registerWidget(nom, controle as never);
}
