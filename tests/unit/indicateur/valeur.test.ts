import { describe, expect, it } from 'vitest';
import { formatValeur } from '../../../src/domain/indicateur/valeur';
import { insecable } from '../../fixtures/insecable';

describe('a figure', () => {
  it('keeps its unit on the same line, and its decimals in French', () => {
    expect(formatValeur({ valeur: 61.5 }, '%')).toBe(insecable('61,5~%'));
    expect(formatValeur({ valeur: 0 }, 'places')).toBe(insecable('0~places'));
    expect(formatValeur({ valeur: 12 })).toBe('12');
  });

  it('carries the reserve of its source, before or after', () => {
    expect(formatValeur({ valeur: 23, precision: 'plus de' }, '%')).toBe(insecable('plus de 23~%'));
    expect(formatValeur({ valeur: 68, precision: 'en augmentation' }, '%')).toBe(
      insecable('68~% (en augmentation)'),
    );
  });
});
