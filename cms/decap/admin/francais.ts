/** The words of Decap in French: those that its translation lacks or mistypes, and those of this site. */
type Phrases = { [cle: string]: string | Phrases };

const NOTES = {
  title: 'Mots échangés',
  emptyState: 'Aucun mot pour l’instant. Écrivez le premier ci-dessous.',
  addNote: 'Ajouter ce mot',
  addPlaceholder: 'Écrire un mot…',
  editPlaceholder: 'Corriger ce mot…',
  save: 'Enregistrer',
  cancel: 'Annuler',
  edit: 'Corriger',
  delete: 'Supprimer',
  resolve: 'C’est réglé',
  unresolve: 'Ce n’est pas réglé',
  confirmDelete: 'Supprimer ce mot ?',
  shortcut: 'Astuce : Ctrl et Entrée ajoutent le mot.',
};

export const SURCHARGE: Phrases = {
  auth: { login: 'Entrer', loggingIn: 'Ouverture…', loginWithForgejo: 'Se connecter avec Forgejo' },
  app: {
    header: { content: 'Fiches', workflow: 'Relecture', media: 'Images', quickAdd: 'Ajouter' },
    app: { errorHeader: 'L’atelier n’a pas pu s’ouvrir', loadingConfig: 'Ouverture de l’atelier…' },
  },
  collection: {
    sidebar: { collections: 'Fiches', allCollections: 'Toutes les fiches', searchAll: 'Chercher' },
    collectionTop: {
      newButton: 'Ajouter : %{collectionLabel}',
      newButtonAriaLabel: 'Ajouter : %{collectionLabel}',
      viewAsList: 'Voir en liste',
      viewAsGrid: 'Voir en cartes',
    },
    entries: {
      loadingEntries: 'Chargement des fiches',
      cachingEntries: 'Mise en ordre des fiches',
      noEntries: 'Aucune fiche',
      unpublishedHeader: 'Fiches qui ne sont pas encore publiées',
    },
  },
  editor: {
    editorControl: { field: { optional: 'facultatif', widgetLabel: 'Champ %{widgetLabel}' } },
    editorControlPane: {
      i18n: {
        copyFromLocale: 'Remplir depuis une autre langue',
        copyFromLocaleConfirm: 'Remplir depuis %{locale} ?\nTout ce qui est écrit sera remplacé.',
      },
    },
    editor: {
      onPublishing: 'Publier cette fiche ?',
      onPublishingNotReady: 'Passez d’abord l’état à « Prête », puis publiez.',
      onUnpublishing: 'Retirer cette fiche du site ? Elle restera ici en brouillon.',
      onDeletePublishedEntry: 'Supprimer cette fiche du site ? L’historique la garde.',
      onDeleteWithUnsavedChanges: 'Supprimer cette fiche du site, et ce que vous venez d’écrire ?',
      onDeleteUnpublishedChanges: 'Supprimer ce brouillon ? La fiche publiée ne change pas.',
      onDeleteUnpublishedChangesWithUnsavedChanges: 'Supprimer ce brouillon, et ce que vous venez d’écrire ?',
      loadingEntry: 'Ouverture de la fiche…',
      confirmLoadBackup: 'Ce que vous aviez écrit sans l’enregistrer est encore là. Le reprendre ?',
    },
    editorInterface: {
      toggleNotes: 'Montrer ou cacher les mots échangés',
      togglePreview: 'Montrer ou cacher l’aperçu',
      toggleScrollSync: 'Faire défiler l’aperçu avec la fiche',
    },
    editorNotesPane: NOTES,
    editorToolbar: {
      publish: 'Publier',
      publishNow: 'Publier maintenant',
      publishAndCreateNew: 'Publier et ajouter une autre fiche',
      publishAndDuplicate: 'Publier et copier la fiche',
      published: 'Publiée',
      unpublish: 'Retirer du site',
      deleteUnpublishedChanges: 'Supprimer le brouillon',
      deleteUnpublishedEntry: 'Supprimer le brouillon',
      deletePublishedEntry: 'Supprimer la fiche',
      deleteEntry: 'Supprimer la fiche',
      draft: 'Brouillon',
      inReview: 'En relecture',
      ready: 'Prête',
      status: 'État : %{status}',
      deployPreviewPendingButtonLabel: 'Chercher l’aperçu',
      deployPreviewButtonLabel: 'Voir l’aperçu',
      statusInfoTooltipDraft: 'C’est un brouillon. Pour le faire relire, passez l’état à « En relecture ».',
      statusInfoTooltipInReview:
        'La coordination va relire cette fiche. Vous n’avez rien à faire ; vous pouvez encore la changer.',
    },
    editorWidgets: {
      markdown: {
        strikethrough: 'Barré',
        toggleMode: { rich: 'Voir la mise en forme', markdown: 'Voir le texte brut' },
      },
      image: {
        chooseMultiple: 'Choisir des images',
        addMore: 'Ajouter des images',
        removeAll: 'Retirer toutes les images',
      },
      file: {
        chooseMultiple: 'Choisir des fichiers',
        addMore: 'Ajouter des fichiers',
        removeAll: 'Retirer tous les fichiers',
      },
      datetime: { setToNow: 'Mettre %{fieldLabel} à maintenant' },
      object: { expand: 'Déplier', collapse: 'Replier' },
      list: { add: 'Ajouter : %{item}', addType: 'Ajouter : %{item}' },
    },
  },
  mediaLibrary: { mediaLibraryModal: { close: 'Fermer' } },
  ui: {
    settingsDropdown: { account: 'Votre compte', logOut: 'Se déconnecter' },
    errorBoundary: {
      title: 'Quelque chose s’est mal passé',
      details: 'Rechargez la page. Si cela recommence, dites-le à la coordination.',
      privacyWarning: 'N’envoyez à personne ce qui suit : il peut contenir des informations personnelles.',
    },
    toast: {
      onFailToLoadEntries: 'Les fiches n’ont pas pu être lues : %{details}',
      onFailToPersist: 'La fiche n’est pas enregistrée : %{details}',
      onFailToDelete: 'La fiche n’est pas supprimée : %{details}',
      onFailToUpdateStatus: 'L’état n’a pas changé : %{details}',
      onFailToPublishEntry: 'La fiche n’est pas publiée : %{details}',
      onFailToUnpublishEntry: 'La fiche n’est pas retirée : %{details}',
      missingRequiredField: 'Il manque un champ obligatoire : il est en rouge dans la fiche.',
      entrySaved: 'Fiche enregistrée',
      entryPublished: 'Fiche publiée',
      entryUnpublished: 'Fiche retirée du site',
      entryUpdated: 'État changé',
      onDeleteUnpublishedChanges: 'Brouillon supprimé',
      noteAdded: 'Mot ajouté',
      onFailToAddNote: 'Le mot n’est pas ajouté : %{details}',
      noteUpdated: 'Mot corrigé',
      onFailToUpdateNote: 'Le mot n’est pas corrigé : %{details}',
      noteDeleted: 'Mot supprimé',
      onFailToDeleteNote: 'Le mot n’est pas supprimé : %{details}',
      noteResolved: 'C’est réglé',
      noteReopened: 'Ce n’est plus réglé',
      onFailToToggleNote: 'Le mot n’a pas changé : %{details}',
    },
  },
  workflow: {
    workflow: {
      loading: 'Chargement des brouillons',
      workflowHeading: 'Relecture',
      newPost: 'Ajouter une fiche',
      description:
        '%{smart_count} fiche en relecture, %{readyCount} prête(s) à publier. |||| %{smart_count} fiches en relecture, %{readyCount} prête(s) à publier.',
      dateFormat: 'DD/MM/YYYY',
    },
    workflowCard: {
      lastChange: '%{date}, %{author}',
      lastChangeNoAuthor: '%{date}',
      lastChangeNoDate: 'par %{author}',
      deleteChanges: 'Supprimer le brouillon',
      deleteNewEntry: 'Supprimer le brouillon',
      publishChanges: 'Publier',
      publishNewEntry: 'Publier la nouvelle fiche',
    },
    workflowList: {
      onDeleteEntry: 'Supprimer ce brouillon ?',
      onPublishingNotReadyEntry: 'Passez d’abord la fiche dans « Prête », puis publiez-la.',
      onPublishEntry: 'Publier cette fiche ?',
      draftHeader: 'Brouillons',
      inReviewHeader: 'En relecture',
      readyHeader: 'Prêtes',
      currentEntries: '%{smart_count} fiche |||| %{smart_count} fiches',
    },
  },
};

/** The second over the first, at every depth. */
export function mergePhrases(phrases: Phrases, surcharge: Phrases): Phrases {
  const fusion = { ...phrases };
  for (const [cle, valeur] of Object.entries(surcharge)) {
    const avant = fusion[cle];
    fusion[cle] =
      typeof valeur === 'object' && typeof avant === 'object' ? mergePhrases(avant, valeur) : valeur;
  }
  return fusion;
}
