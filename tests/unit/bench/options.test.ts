import { expect, it } from 'vitest';
import { readOptions } from '../../bench/options';

it('measures everything unless told to be quick', () => {
  expect(readOptions([])).toEqual({ rapide: false, json: false });
  expect(readOptions(['--rapide', '--json'])).toEqual({ rapide: true, json: true });
});

it.each([['--vite'], ['--json=oui'], ['rapide']])('refuses %s with one French sentence', (option) => {
  expect(() => readOptions([option])).toThrow(`« ${option} » n’est pas compris`);
});
