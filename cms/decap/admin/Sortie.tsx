/** What Decap shows to whoever is not logged in: this server knows them by the page « Mon espace ». */
export function Sortie() {
  return (
    <main className="atelier-sortie">
      <h1>L’atelier</h1>
      <p>
        <a href="/espace/connexion/?vers=/admin/">Se connecter</a>
      </p>
    </main>
  );
}
