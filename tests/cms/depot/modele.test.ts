import { test } from 'vitest';
import { walk } from '../../fixtures/modele-de-depot';

test('whatever the sequence of gestures, the store says what the model says', () => walk(10), 180_000);
