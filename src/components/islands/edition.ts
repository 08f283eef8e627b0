/** Only who comes from the code of a printed guide fetches what compares it with the page. */
if (location.search.startsWith('?edition=')) void import('./edition/ecart');
