/** Where the pages leave what the index of search is made from; the index replaces it. */
export const FICHES = 'recherche/index.ndjson';
