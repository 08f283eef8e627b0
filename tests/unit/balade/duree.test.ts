import { expect, it } from 'vitest';
import { formatDistance, formatDuree } from '../../../src/domain/balade/duree';
import { insecable } from '../../fixtures/insecable';

it.each([
  [5, '5~min'],
  [45, '45~min'],
  [60, '1~h'],
  [65, '1~h~05'],
  [90, '1~h~30'],
  [120, '2~h'],
])('a walk of %i minutes is said « %s »', (minutes, texte) => {
  expect(formatDuree(minutes)).toBe(insecable(texte));
});

it.each([
  [2, '2~km'],
  [2.2, '2,2~km'],
  [10.25, '10,25~km'],
])('%d kilometres are said « %s »', (km, texte) => {
  expect(formatDistance(km)).toBe(insecable(texte));
});
