/** The hours of a day: a beginning and an end, or a moment when hours are not known. */
import type { Moment } from '../../../../src/domain/permanence/schema';
import type { CreneauEcrit } from '../../permanence';
import { Ligne, Lignes, Liste } from './Saisies';
import { MOMENTS_EN_MOTS } from './mots';

type Genre = 'heures' | Moment;
const GENRES: readonly (readonly [Genre, string])[] = [
  ['heures', 'Heures précises'],
  ...(Object.entries(MOMENTS_EN_MOTS) as [Moment, string][]),
];

const changeGenre = (genre: Genre): CreneauEcrit =>
  genre === 'heures' ? { debut: '09:00', fin: '12:00' } : { moment: genre };

export function SaisieDesCreneaux({
  label,
  creneaux,
  onChange,
}: {
  label: string;
  creneaux: readonly CreneauEcrit[];
  onChange: (creneaux: CreneauEcrit[]) => void;
}) {
  return (
    <Lignes
      label={label}
      elements={creneaux}
      creer={() => changeGenre('heures')}
      ajouter="Ajouter des heures"
      onChange={onChange}
    >
      {(creneau, change) => (
        <>
          <Liste
            label="Moment"
            valeur={'moment' in creneau ? creneau.moment : 'heures'}
            options={GENRES}
            onChange={(genre) => change(changeGenre(genre))}
          />
          {'debut' in creneau && (
            <>
              <Ligne
                label="De"
                type="time"
                valeur={creneau.debut}
                onChange={(debut) => change({ ...creneau, debut })}
              />
              <Ligne
                label="À (vide : pas connue)"
                type="time"
                valeur={creneau.fin}
                onChange={(fin) => change(fin ? { ...creneau, fin } : { debut: creneau.debut })}
              />
            </>
          )}
        </>
      )}
    </Lignes>
  );
}
