# Les mots de l’interface, en français. Une clé par rôle : page-rôle.

## The site
language-name = Français
language-locale = fr_FR
language-fr = français
language-en = anglais
language-uk = ukrainien
site-name = Jumelage
site-description = L’atlas ouvert des coopérations entre villes : qui travaille avec qui, depuis quand, pourquoi et avec quel argent, chaque fait avec sa source.
skip-link = Aller au contenu
languages-label = Langues
menu-label = Menu principal
menu-own-label = Atelier
menu-partnerships = Partenariats
menu-authorities = Collectivités
menu-programmes = Programmes et appels
menu-projects = Projets
menu-stories = Récits
menu-data = Données
menu-review = À relire
menu-import = Importer
foot-mission = Un registre ouvert : chaque fait vient d’une source que vous pouvez relire.
attribution = Sources : COG INSEE 2026, DGCL, La Poste (Licence Ouverte 2.0) ; KATOTTG ; GeoNames (CC BY 4.0) ; Natural Earth ; documents cités.
unknown = non connu
unknown-day = sans date
colon = {" "}:
and-more =
    { $names } et { $count ->
        [one] une autre
        *[other] { $count } autres
    }
permanent-link = Adresse permanente
percent = { $number } %
money-sign = { $amount } { $sign }
money-code = { $amount } { $sign }
about-amount = environ { $name }
rate-per-inhabitant = { $amount } par habitant
rate-per-household = { $amount } par foyer
rate-per = { $amount } par { $unit }
text-machine = (traduction automatique)
text-stale = (traduction d’une version plus ancienne)
list-heading = Liste
pager-label = Suite de la liste
pager-first = Revenir au début
pager-next = Suite

## Home
home-title = Atlas
home-heading = L’atlas des villes partenaires
home-lead = Des communes, des métropoles, des hromadas qui s’entraident : leurs partenariats, leurs projets, leur argent, chacun avec sa preuve.
home-map = La carte
home-table = Derniers partenariats
home-all-partnerships = Tous les partenariats
home-stories = Derniers récits
home-calls = Appels à projets et résultats
home-ways = Ce que vous pouvez faire ici
home-way-town = Trouver votre collectivité
home-way-town-why = Chaque collectivité a sa page. Vous travaillez pour l’une d’elles ? Parlez-y en son nom : confirmez ses partenariats, proposez-en de nouveaux.
home-way-read = Faire lire un texte
home-way-read-why = Collez une actualité ou une délibération : voyez qui elle nomme et ce qu’elle affirme.
home-way-data = Prendre les données
home-way-data-why = Tout en fichiers ouverts et par l’API, avec les sources.
count-partnerships = { $count ->
    [one] partenariat vivant
    *[other] partenariats vivants
}
count-authorities = { $count ->
    [one] partenaire
    *[other] partenaires
}
count-countries = { $count ->
    [one] pays
    *[other] pays
}
count-projects = { $count ->
    [one] projet
    *[other] projets
}
count-sources = { $count ->
    [one] source lue
    *[other] sources lues
}
map-wait = La carte se charge ; la table dit la même chose.
map-twin = Tout ce que montre la carte se lit aussi dans la liste des partenariats.
map-absent = La carte a besoin de ses scripts, qui ne sont pas installés ici. La table qui suit dit la même chose.
map-noscript = La carte a besoin de JavaScript ; la table dit la même chose.
map-map = Carte des partenariats
map-skip = Passer la carte
map-load = Afficher la carte
map-failed = La carte n’a pas pu être dessinée ; la table dit la même chose.
map-approximate = position approximative
map-legend = Légende
map-more = Voir la page
map-zoom_in = Agrandir
map-zoom_out = Réduire
map-close = Fermer
map-sources = Fond de carte : Natural Earth
map-gesture_wheel = Ctrl + molette pour zoomer
map-gesture_wheel_mac = ⌘ + molette pour zoomer
map-gesture_touch = Deux doigts pour déplacer la carte
map-load-size = Afficher la carte ({ $kilobytes } ko)
map-whole = Toute la carte
map-full_in = Plein écran
map-full_out = Quitter le plein écran
map-today = En vigueur aujourd’hui
map-in_year = En vigueur en { $year }
map-slider = Année
map-play = Faire défiler les années
map-pause = Arrêter
map-partnerships = Partenariats : { $count }
map-places = Lieux : { $count }
map-undated = Sans date connue, non dessinés : { $count }
map-unplaced = Sans lieu connu, dans la table seulement : { $count }
map-none = Aucun partenariat ne correspond à ces filtres.
map-cluster = plusieurs lieux, avec le nombre de leurs partenariats
map-place = un lieu
map-mixed = d’états différents
map-strongest = Les { $count } liens les plus forts sur { $of } sont dessinés ; agrandissez pour voir les autres.
map-coarse = À cette échelle, côtes et frontières (1 : 50 000 000) ne sont qu’approchées.
map-since = Depuis :
map-until = Fin :
map-rest = et { $count } de plus
map-closer = Agrandir ici
map-cross = Flèches : déplacer · + et − : zoomer · Entrée : ouvrir ce qui est sous la croix
map-nothing = Rien sous la croix ; déplacez la carte avec les flèches.

## Partnerships
partnerships-parties = D’un côté
partnerships-partners = De l’autre
partnerships-partner = Partenaire
partnerships-beside = avec { $name }
partnerships-kind = Nature
partnerships-status = État
partnerships-day = Date
partnerships-details = Détails
partnerships-open = Détails : { $name }
partnerships-none = Aucun partenariat ne correspond.
partnerships-count = { $count ->
    [one] { $count } partenariat
    *[other] { $count } partenariats
}
filter-country = Pays
filter-all = Tous
filter-button = Filtrer
filters-title = Filtrer la carte et la table
filters-clear = Effacer les filtres
filter-in-force = En vigueur
filter-any = Tous, finis et refusés compris
filter-year = En vigueur en
filter-money = Argent
filter-money-known = Argent connu
filter-theme = Thème
order-label = Ordre
order-newest = Les plus récents d’abord
order-oldest = Les plus anciens d’abord
order-names = Par noms
partnership-programme = Programme
partnership-left = D’un côté
partnership-right = De l’autre
partnership-life = Ligne de vie
partnership-no-step = Aucune date n’est connue.
partnership-why = Pourquoi ces partenaires
partnership-no-why = Aucune source ne dit pourquoi ces partenaires se sont choisis.
partnership-proof = Preuves
partnership-reasons = Comment la machine l’a lu
partnership-money = Argent
partnership-coordinators = Coordination
proof-none = Aucune preuve n’est publiée.
quote-read-on = lu le
quote-original = Document d’origine
quote-in-text = Voir dans le texte
evidence-derived = Calculé par la règle « { $rule } » à partir de : { $inputs }
ageing-since = Personne n’a confirmé ce partenariat depuis plus de deux ans (dernier signe : { $date }).
ageing-undated = Aucune date ne dit si ce partenariat vit encore.
partnership-kind-twinning = jumelage
partnership-kind-cooperation_agreement = accord de coopération
partnership-kind-memorandum = mémorandum
partnership-kind-friendship_declaration = déclaration d’amitié
partnership-kind-letter_of_intent = lettre d’intention
partnership-kind-solidarity_partnership = partenariat de solidarité
partnership-kind-network = réseau
partnership-kind-project_partnership = partenariat de projet
theme-culture = culture
theme-education = éducation et jeunesse
theme-sport = sport
theme-health = santé
theme-water = eau et déchets
theme-environment = environnement
theme-economy = économie et tourisme
theme-governance = administration locale
theme-reconstruction = reconstruction
theme-solidarity = solidarité
theme-rule = Les thèmes se déduisent des mots du partenariat, de ses projets, de ses collectes et de ses actions ; un partenariat peut en avoir plusieurs, ou aucun.
theme-told-by = d’après « { $name } »
status-sought = recherché
status-offered = proposé
status-explored = en discussion
status-announced = annoncé
status-voted = voté
status-signed = signé
status-active = actif
status-dormant = en sommeil
status-suspended = suspendu
status-refused = refusé
status-ended = terminé
step-first_contact = Premier contact
step-announced = Annonce
step-established = Établi
step-voted = Vote
step-signed = Signature
step-transmitted = Transmission à l’État
step-confirmed = Confirmation
step-renewed = Renouvellement
step-ended = Fin
step-deadline = Échéance
step-held = Tenue
step-delivered = Livraison
role-lead = chef de file
role-partner = partenaire
role-member = membre

## Authorities
authorities-lead = Toutes les collectivités que nomme un fait du registre. Les autres ont aussi leur page : cherchez-les par leur nom ou leur code.
authorities-count = { $count ->
    [one] { $count } collectivité
    *[other] { $count } collectivités
}
authority-name = Nom
authority-kind = Nature
authority-partnerships = Partenariats
authority-past = Partenariats envisagés ou terminés
authority-within = Partenariats les plus récents des collectivités de cette région
authority-no-partnership = Aucun partenariat n’est connu à ce jour.
authority-find = Chercher dans les sources
authority-parents = Fait partie de
authority-successor = Cette collectivité n’existe plus sous cette forme ; lui succède :
authority-merged = Cette collectivité a été réunie à une autre :
authority-merged-on = Cette collectivité a été réunie à une autre ({ $name }) :
authority-split = Cette collectivité a été divisée ; l’une de celles qui lui succèdent :
authority-split-on = Cette collectivité a été divisée ({ $name }) ; l’une de celles qui lui succèdent :
authority-occupied = Territoire temporairement occupé, d’après la liste officielle.
authority-projects = Projets
authority-awards = Appels remportés
authority-money = Argent mis en commun
authority-actions = Actions
authority-stories = Récits
authority-sources = Sources qui la nomment
authority-identity = Fiche
authority-code = Code officiel
authority-siret = SIRET
authority-wikidata = Wikidata
authority-population = Habitants
authority-point = Coordonnées
authority-approximate = position approximative, d’après les voisins
authority-names = Noms
authority-more-names = { $count ->
    [one] { $count } autre nom
    *[other] { $count } autres noms
}
authority-data = Données
name-of-hromada = { $name }
name-use-official = officiel
name-use-transliteration = translittération
name-use-exonym = nom étranger
name-use-short = forme courte
name-use-former = ancien nom
name-use-alias = autre graphie
organisation-association = association
organisation-state = organisme d’État
organisation-network = réseau
organisation-other = organisme
organisation-nothing = Aucun fait publié ne concerne encore cet organisme.
share-proposed = proposée
share-voted = votée
share-transmitted = transmise au préfet
share-called = appelée
share-paid = versée

## Programmes and calls
programmes-title = Programmes et appels à projets
programmes-lead = Ce qui rapproche les partenaires, et ce qui les finance.
programmes-matching = Programmes
programmes-none = Aucun programme n’est connu à ce jour.
programme-over = Programme
programme-matched = Partenariats du programme
programme-partnerships = { $count ->
    [one] { $count } partenariat
    *[other] { $count } partenariats
}
calls-none = Aucun appel à projets n’est connu à ce jour.
call-over = Appel à projets
call-laureates = { $count ->
    [one] { $count } lauréat
    *[other] { $count } lauréats
}
call-session = Session { $count }
call-lead = Collectivité chef de file
call-partner = Partenaire
call-project = Projet
call-source = Voir dans la source
call-no-region = Région non précisée
call-nothing = Aucun résultat n’est publié.

## Alliances, campaigns, projects, actions
alliance-over = Alliance
alliance-of = Alliance de { $name }
alliance-members-count = { $count ->
    [one] { $count } membre
    *[other] { $count } membres
}
alliance-serves = Le partenariat
alliance-pool = Mise en commun
alliance-computed = Calculé sur les populations officielles
alliance-stated = D’après la source
alliance-both = Les deux chiffres restent côte à côte : aucun ne corrige l’autre.
alliance-incomplete = La population d’au moins un membre n’est pas connue : le total calculé est trop bas.
alliance-table = Part de chaque membre
alliance-member = Membre
alliance-share = Part
alliance-state = État de la part
alliance-total = Total
campaigns-title = Campagnes
campaign-over = Campagne
campaign-target = Objectif : { $name }
campaign-goal = Objectif
campaign-deadline = Échéance
campaign-ended = échéance passée
grants-title = Subventions
grants-given = Subventions données
grants-received = Subventions reçues
grant-over = Subvention
grant-from-to = { $giver } → { $recipient }
grant-amount = Montant
grant-day = Date
grant-givers = Donne
grant-recipients = Reçoit
grant-form-cash = en numéraire
grant-form-in_kind = en nature
projects-lead = Ce que les partenaires font ensemble.
projects-none = Aucun projet n’est connu à ce jour.
project-over = Projet
project-award = lauréat de
project-parties = Qui le porte
project-budget = Budget annoncé
project-status-planned = prévu
project-status-active = en cours
project-status-completed = terminé
project-status-cancelled = abandonné
action-kind-delivery = Envoi
action-kind-stay = Séjour
action-kind-event = Rencontre
action-kind-support = Soutien
action-role-giver = donateur
action-role-beneficiary = bénéficiaire
action-role-host = lieu d’accueil
action-role-supporter = soutien
action-role-participant = participant

## Stories and sources
stories-lead = Ce que les partenaires racontent.
stories-none = Aucun récit n’est publié à ce jour.
story-over = Récit
story-source = Voir comment ce texte a été lu
story-picture = Image :
story-quoted = Les droits de ce texte n’autorisent que de courtes citations : lisez-le chez son éditeur.
story-named = Collectivités nommées
story-partnerships = Partenariats prouvés par ce récit
sources-title = Sources
sources-lead = Les documents que le registre a lus. Chaque fait mène à l’un d’eux.
sources-none = Aucune source n’a encore été lue.
source-over = Source
source-found =
    { $mentions ->
        [one] { $mentions } nom
        *[other] { $mentions } noms
    }, { $claims ->
        [one] { $claims } affirmation
        *[other] { $claims } affirmations
    }
source-names-it = { $count ->
    [one] nommée { $count } fois
    *[other] nommée { $count } fois
}
source-text = Le texte lu
source-quoted = Les droits de ce document n’autorisent que de courtes citations. Le texte complet est réservé aux relecteurs.
source-shortened = Le texte continue : seul son début est montré ici.
source-claims = { $count ->
    [one] { $count } affirmation
    *[other] { $count } affirmations
}
source-mentions = { $count ->
    [one] { $count } nom trouvé
    *[other] { $count } noms trouvés
}
source-remark = Remarque :
source-engine = Version du lecteur
legend-name = nom reconnu
legend-claim = affirmation
legend-remark = remarque
format-word_press = billet WordPress
format-news_list = liste de nouvelles
format-communique = communiqué
format-text = texte
format-html = page web
format-sheet = tableau
format-feed = flux
format-statement = déclaration
rights-own = Document du projet, montré en entier.
rights-licensed = Montré sous licence { $licence }, { $holder }.
rights-quotation = Document cité : de courts extraits et un lien.
mention-text = Écrit
mention-body = Reconnu comme
mention-verdict = Avis
mention-reasons = Raisons
verdict-one = reconnu
verdict-several = plusieurs possibles
verdict-unknown = inconnu
claim-kind-partnership = Partenariat
claim-kind-award = Lauréat
claim-kind-funding = Financement
claim-kind-delivery = Envoi
claim-kind-support = Soutien
claim-kind-event = Rencontre
claim-state-waiting = attend une relecture
claim-state-accepted = accepté
claim-state-rejected = rejeté
claim-state-superseded = remplacé
fact-parties = Parties
fact-others = Autres
fact-written = écrit « { $name } »
fact-dates = Dates
fact-amount = Montant
fact-base = Nombre annoncé
fact-quantity = Quantité
fact-title = Titre
fact-region = Région
fact-programme = Programme
fact-call = Appel
fact-place = Lieu
fact-why = Raison
remark-deduction_from_income = Le texte parle d’une déduction du revenu imposable ; en France, un don réduit l’impôt lui-même (articles 200 et 238 bis du CGI). La citation est conservée, elle n’est pas une règle.
remark-table_without_known_headings = Un tableau n’a pas d’en-tête connu : { $headings }
remark-unreadable = Le document n’a pas pu être lu : { $message }
remark-encoding_assumed = Le fichier ne dit pas son codage : { $encoding } a été supposé.
remark-undecodable_bytes = Des octets ne veulent rien dire dans le codage { $encoding } et ont été remplacés.
remark-control_characters = Des caractères de commande ont été remplacés.
remark-language_disagrees = Le fichier se dit en « { $stated } », le texte est en « { $found } ».
remark-excerpt_in_other_language = Le résumé est dans une autre langue que le texte.
remark-unreadable_date = Date illisible : { $written }
remark-empty_item = Une nouvelle datée n’a pas de texte.
remark-post_without_content = Un billet sans contenu a été laissé de côté.
remark-not_a_post = Un élément de la liste n’est pas un billet.
remark-truncated_list = La liste est coupée ; ce qui précède a été gardé.
remark-html_stripped = La page est trop emmêlée : seules ses balises ont été retirées.
remark-row_width = La ligne { $row } n’a pas le nombre de cellules attendu.
remark-header_repeated = Les en-têtes sont répétés sur une nouvelle page.
remark-heading_unknown = La première ligne n’a pas d’en-tête connu ; elle a été gardée.
remark-other_sheets = D’autres feuilles du classeur n’ont pas été lues.
remark-picture_missed = Une image n’a pas pu être reprise : { $why }
remark-other = Remarque du lecteur : { $name }

## Why the machine says so
reason-unknown = Raison notée sous le code « { $name } »
reason-inflected_name = Le nom est celui de la liste, fléchi comme la langue le veut
reason-short_name = Nom abrégé de « { $name } »
reason-accepted = Accepté par une personne
reason-corrected = Corrigé et accepté par une personne
reason-accepted_together = Accepté par une personne avec d’autres de la même source
reason-stated = Déclaré par une partie
reason-exact_name = Le nom est celui de la liste officielle
reason-folded_name = Le nom est celui de la liste, aux accents et traits d’union près
reason-fuzzy_name = Écrit « { $written } », proche de « { $name } »
reason-short_form_of = Forme courte de « { $long } »
reason-acronym = Sigle « { $written } »
reason-type_word = Le mot « { $word } » dit de quel corps il s’agit
reason-typed_elsewhere = Nommé avec son titre ailleurs dans le texte : { $name }
reason-country_given = Le pays est indiqué : { $country }
reason-region_given = La région est indiquée : { $region }
reason-mixed_alphabets = Des lettres de deux alphabets se mêlent dans « { $written } » : cela ressemble au nom sans s’écrire ainsi
reason-near = À { $km } km de { $other }, nommé dans le même texte
reason-named_with = Nommé avec { $other }
reason-population = { $inhabitants } habitants
reason-only_candidate = Aucun autre corps ne porte ce nom
reason-former_name = Ancien nom
reason-alias = Graphie relevée dans une source citée
reason-transliteration = Translittération du nom officiel
reason-hromada_of_city = La ville désigne ici sa hromada
reason-verb = Le mot « { $word } » le dit
reason-date_in_sentence = La date est dans la même phrase : { $date }
reason-one_list = Les noms forment une seule liste
reason-laureate_line = Une ligne de la liste des lauréats
reason-table_row = Une ligne du tableau (n° { $row })
reason-heading = Le titre le dit : { $heading }
reason-footnote_list = Note de bas de page { $marker }
reason-approximate = Le texte dit « environ »
reason-programme_named = Le programme est nommé : { $programme }
reason-why_given = Le texte dit pourquoi
reason-document_countries = Le document parle de { $countries }
reason-lowercase_penalty = Écrit sans majuscule : moins sûr
reason-ambiguous = { $count } corps portent ce nom
reason-amount_word = Le mot « { $word } » désigne ce montant
reason-duration = Durée : { $quantity } { $unit }
reason-stated_number = Le texte donne le nombre : { $count }
reason-trusted_source = Source de confiance, acceptée par règle

## Search
search-label = Chercher une ville, un code, un projet
search-placeholder = Ville ou code…
search-button = Chercher
search-title = Recherche
search-title-for = Recherche : { $name }
search-how = Écrivez un nom comme il vous vient, dans l’alphabet que vous voulez, ou un code officiel.
search-count = { $count ->
    [one] { $count } résultat
    *[other] { $count } résultats
}
search-nothing = Rien ne correspond. Essayez un mot de moins, ou une autre graphie.
search-bodies = Collectivités et organismes
search-others = Dans le registre
why-name = nom :
why-code = code :
why-title = titre :
why-party = partie :
why-reason = raison :
why-kind = nature :
why-programme = programme :
why-done = actes :
why-text = texte :
found-sort-authority = Collectivités
found-sort-organisation = Organismes
found-sort-partnership = Partenariats
found-sort-project = Projets
found-sort-call = Appels
found-sort-programme = Programmes
found-sort-alliance = Alliances
found-sort-campaign = Campagnes
found-sort-story = Récits
found-sort-source = Sources
search-very-many = Plus de 20 000 résultats : voici les meilleurs.
search-mended = Rien dans le registre ne contient « { $asked } ». Voici ce qui contient « { $read } ».
search-some-words = Rien dans le registre ne contient tous ces mots. Voici ce qui en contient une partie.
search-unready = { $count ->
    [one] L’index de recherche se refait : il reste { $count } fiche à lire, des résultats peuvent manquer.
    *[other] L’index de recherche se refait : il reste { $count } fiches à lire, des résultats peuvent manquer.
}
search-by-sort = Par nature
search-by-country = Par pays
search-suggestions = Propositions
found-spelling = autre graphie de { $name }
found-partnerships = { $count ->
    [one] { $count } partenariat
    *[other] { $count } partenariats
}
found-organisation = organisme

## Errors
error-title-missing = Il n’y a pas de page à cette adresse
error-text-missing = L’adresse est peut-être incomplète, ou la page n’a jamais existé.
error-advice-missing = Cherchez ce que vous vouliez lire : un nom de ville ou un code suffit.
error-title-several = Plusieurs collectivités portent ce nom
error-text-several = L’adresse donne un nom que portent plusieurs collectivités.
error-advice-several = Choisissez l’une d’elles, ou cherchez par code ou par pays.
error-title-unnamed = Aucune collectivité ne porte exactement ce nom
error-text-unnamed = L’adresse donne un nom que nous ne connaissons pas sous cette graphie. En sont proches :
error-advice-unnamed = Si ce n’est aucune d’elles, cherchez par un autre nom ou par le code officiel.
error-title-uncoded = Aucune collectivité ne porte ce code
error-text-uncoded = Le code a la bonne forme, ou presque, mais aucune collectivité de nos listes ne le porte. À un chiffre près :
error-advice-uncoded = Si ce n’est aucune d’elles, cherchez par le nom.
error-title-gone = Cette page a été retirée
error-text-gone = Ce fait a figuré ici et n’y figure plus : sa source a changé ou une relecture l’a écarté.
error-advice-gone = Cherchez-le par les noms de ses partenaires.
error-title-invalid = La demande n’est pas valable
error-text-invalid = Le formulaire ou l’adresse dit quelque chose d’impossible.
error-advice-invalid = Revenez en arrière et vérifiez ce que vous avez saisi.
error-title-forbidden = Cette page n’est pas pour ce compte
error-text-forbidden = Vous êtes bien connecté, mais ce que vous demandez revient à d’autres personnes.
error-advice-forbidden = Si cela devrait vous revenir, écrivez à l’administration de ce registre.
error-title-ours = Quelque chose a échoué de notre côté
error-text-ours = La page n’a pas pu être faite. L’incident est noté.
error-advice-ours = Réessayez dans un moment ; si cela dure, donnez-nous le numéro ci-dessous.
error-title-full = Plus de place pour écrire
error-text-full = Votre envoi n’a pas été enregistré : le disque du serveur est plein. Tout reste lisible.
error-advice-full = Revenez en arrière, gardez votre saisie et renvoyez-la un peu plus tard ; l’administration en est avertie dans son journal.
error-title-busy = Le registre est occupé
error-text-busy = Votre envoi n’a pas été enregistré : le stockage du registre ne répond pas pour le moment. Tout reste lisible.
error-advice-busy = Revenez en arrière et renvoyez dans quelques secondes ; votre saisie est encore dans le formulaire.
error-report = Numéro de l’incident :
error-search = Chercher dans l’atlas
error-home = Aller à l’atlas

## Review
review-title = Affirmations à relire
review-greeting = Bonjour { $name }.
review-count = { $count ->
    [0] Aucune affirmation n’attend.
    [one] { $count } affirmation attend.
    *[other] { $count } affirmations attendent.
}
review-keys = Au clavier : j et k pour aller d’une affirmation à l’autre, a pour accepter, c pour corriger, r pour écrire une raison de rejet, t pour prendre la source ou la rendre.
review-correct = Corriger
review-corrected = Corrigé et accepté : le fait est publié.
review-sources = Où des affirmations attendent
review-since = lu le
review-kind = Nature de l’affirmation
review-every-kind = Toutes
review-order = Ordre
review-order-source = À vous d’abord, par source
review-order-old = Les plus anciennes d’abord
review-order-sure = Les plus sûres d’abord
review-order-unsure = Les moins sûres d’abord
review-show = Afficher
review-all = Tout afficher
review-waiting = { $count ->
    [0] aucune affirmation
    [one] une affirmation
   *[other] { $count } affirmations
}
review-together = Accepter toutes les affirmations de cette source lues avec au moins cette confiance, en pour cent
review-together-button = Les accepter ensemble
review-together-done = { $count ->
    [0] Aucune affirmation de cette source n’est à la fois aussi sûre et complète.
    [one] Une affirmation a été acceptée.
   *[other] { $count } affirmations ont été acceptées.
}
review-together-undone = { $count ->
    [0] Il ne restait rien à annuler.
    [one] Annulé : une affirmation attend à nouveau.
   *[other] Annulé : { $count } affirmations attendent à nouveau.
}
review-accept = Accepter
review-reject = Rejeter
review-reason = Raison du rejet
review-undo = Annuler cette décision
review-accepted = Accepté : le fait est publié.
review-rejected = Rejeté.
review-undone = Décision annulée : l’affirmation attend de nouveau.
review-meanwhile = Cette affirmation a été tranchée entre-temps.
review-incomplete = Cette affirmation ne peut pas encore être publiée : une partie, un montant ou un appel n’est pas connu.
review-edited = Une personne a modifié depuis un fait que seul ce texte prouve : annulez d’abord cette modification.
review-reason-needed = Un rejet demande une raison.
review-nothing = Rien n’attend de relecture.
assignments-title = Qui relit quoi
assignments-lead = Une source dont des affirmations attendent peut être prise : les autres voient à qui elle est. Chacun peut tout de même trancher.
assignment-take = Prendre
assignment-back = Rendre
assignment-give = Donner
assignment-take-label = Prendre : { $name }
assignment-back-label = Rendre : { $name }
assignment-give-label = Donner : { $name }
assignment-mine = À vous depuis le { $name }
assignment-anothers = À { $name } depuis le { $day }
assignment-anyway = Vous pouvez tout de même trancher.
assignment-meanwhile = Cette source a changé de mains entre-temps. { $name }.
assignment-free-again = Cette source a été rendue entre-temps : elle n’est plus à personne.
assignment-no-reviewer = Cette personne ne peut pas trancher les affirmations de cette source.
assignment-nobody = À personne
queue-whose-mine = À vous
queue-whose-nobody = À personne
queue-whose-all = Tout
queue-sources = { $count ->
    [0] aucune source
    [one] une source
   *[other] { $count } sources
}
queue-oldest = la plus ancienne lue le

## Accounts
instant = { $day } à { $time } UTC
form-problems = Il y a un problème
form-kept = Vous êtes de nouveau connecté. Ce que vous aviez écrit est revenu ; rien n’a encore été envoyé.
field-email = Adresse électronique
field-password = Mot de passe
field-present-password = Mot de passe actuel
field-new-password = Nouveau mot de passe
field-password-hint = Au moins { $count } caractères. Quelques mots sans lien entre eux font un bon mot de passe.
field-password-short = Ce mot de passe est trop court : il faut au moins { $count } caractères.
field-password-long = Ce mot de passe est trop long : { $count } caractères au plus.
field-password-guessable = Ce mot de passe se devine : évitez votre nom, votre adresse et les répétitions.
field-password-wrong = Ce n’est pas votre mot de passe actuel.
field-name = Nom affiché
field-name-hint = Le nom que voient les autres personnes du registre.
field-name-problem = Donnez un nom de { $count } caractères au plus.
sign-in-title = Se connecter
sign-in-button = Se connecter
sign-out-button = Se déconnecter
sign-in-help = La lecture du registre ne demande aucun compte. Les comptes sont pour les collectivités et les personnes qui tiennent le registre.
sign-in-needed = Connectez-vous pour continuer.
sign-in-interrupted = Votre session a pris fin. Connectez-vous de nouveau : rien de ce que vous avez écrit n’est perdu.
sign-in-wrong = L’adresse et le mot de passe ne vont pas ensemble.
sign-in-too-often = { $count ->
    [one] Trop d’essais. Recommencez dans une minute.
    *[other] Trop d’essais. Recommencez dans { $count } minutes.
}
sign-in-link-lead = Ce lien ouvre une session pour { $name }. Il ne sert qu’une fois.
sign-in-link-spent = Ce lien n’ouvre plus rien : il a déjà servi, ou son délai est passé.
session-means-password = par mot de passe
session-means-link = par un lien
session-means-provider = par un autre service
session-means-passkey = par une clé d’accès
platform-role-programme_officer = Responsable de programme
platform-role-reviewer = Relecture
platform-role-moderator = Modération
platform-role-administrator = Administration
account-title = Mon compte
account-lead = Bonjour { $name }.
account-profile = Profil
account-roles = Rôles
account-language = Langue des messages
account-save = Enregistrer
account-password-button = Changer le mot de passe
account-sessions = Sessions ouvertes
account-session-here = cette session
account-session-opened = ouverte le { $name }
account-session-end = Fermer
account-session-end-label = Fermer la session : { $name }
account-sessions-end = Fermer toutes les autres
account-device-unknown = Appareil inconnu
account-data = Vos données
account-data-text = Tout ce que le registre sait de vous, dans un fichier lisible par une machine.
account-data-button = Télécharger une copie
account-erase = Effacer mon compte
account-erase-text = Votre nom, votre adresse, vos sessions et vos rôles disparaissent aussitôt et ne reviennent pas. Ce que vous avez décidé reste au journal, sans votre nom.
account-erase-email = Pour confirmer, écrivez votre adresse électronique
account-erase-other = Ce n’est pas l’adresse de ce compte.
account-erase-button = Effacer définitivement
account-done-profile = Profil enregistré.
account-done-password = Mot de passe changé ; vos autres sessions sont fermées.
account-done-session = Session fermée.
account-done-sessions = Toutes les autres sessions sont fermées.
sign-in-forgotten = Mot de passe oublié ?
field-email-problem = Donnez une adresse de la forme nom@domaine, sans espace.
register-title = Ouvrir un compte
register-lead = Un message vous apportera un lien pour choisir votre mot de passe. Le compte n’existe qu’ensuite.
register-button = Recevoir le lien
register-known = J’ai déjà un compte
reset-title = Choisir un nouveau mot de passe
reset-lead = Donnez l’adresse de votre compte : un message vous apportera un lien, valable une demi-heure.
reset-button = Recevoir le lien
reset-choose = Enregistrer ce mot de passe
reset-choose-lead = Choisissez un mot de passe que vous n’utilisez nulle part ailleurs. Vous serez connecté aussitôt.
mail-sent = Si tout est en ordre, un message arrive dans quelques minutes. Suivez le lien qu’il contient ; regardez aussi parmi les indésirables.
evidence-person = une personne du registre

## Parler au nom d’une entité
menu-accreditations = Habilitations
menu-accounts = Comptes
member-role-reader = Lecture
member-role-editor = Rédaction
member-role-manager = Gestion
member-may-reader = Voit ce qui n’est pas public.
member-may-editor = Voit ce qui n’est pas public, déclare et propose au nom de l’entité.
member-may-manager = Voit ce qui n’est pas public, déclare et propose au nom de l’entité, et décide qui est membre.
own-bodies = Mes collectivités
own-bodies-none = Vous ne parlez encore au nom d’aucune collectivité. Cherchez la vôtre ; sa page mène à la demande.
own-bodies-find = Trouver une collectivité :
speak-question = Vous y travaillez ?
speak-link = Parler en son nom
speak-title = Parler au nom de { $name }
speak-lead = Qui parle pour une entité peut confirmer ses partenariats, en proposer de nouveaux et répondre à ceux qu’on lui propose. Deux voies y mènent :
speak-by-domain = Votre adresse électronique se termine par un domaine officiel de l’entité : la réponse est immédiate.
speak-own-address = La vôtre : { $name }.
speak-unverified = Elle n’est pas encore vérifiée ; demandez un nouveau mot de passe par courriel pour la vérifier.
speak-by-letter = Sinon, une lettre signée, ou une personne de la modération qui vous connaît : elle regarde votre demande.
speak-letter = Où se trouve la lettre signée ?
speak-letter-hint = Son adresse sur le site de l’entité, ou quand et à qui vous l’avez envoyée. Laissez vide si votre adresse suffit.
speak-button = Demander
speak-waiting = Demande du { $date } : elle attend la modération.
speak-accepted = Demande du { $date } : acceptée.
speak-refused = Demande du { $date } : refusée. Vous pouvez demander à nouveau.
speak-member = Vous parlez déjà en son nom.
speak-desk = Ouvrir son espace
desk-over = Espace des membres
desk-lead-moderator = Vous voyez cet espace pour la modération.
desk-public = Page publique
desk-members = Membres
members-title = Membres : { $name }
members-none = Personne ne parle encore en son nom.
members-you = vous
members-role = Rôle
members-role-label = Rôle de { $name }
members-change = Changer
members-remove = Retirer
members-remove-label = Retirer { $name } des membres
members-invite = Inviter quelqu’un
members-invite-email = Adresse électronique
members-invite-button = Envoyer l’invitation
members-already = Cette personne est déjà membre.
members-invited = Invitations en attente
members-until = jusqu’au { $name }
members-withdraw = Reprendre
members-withdraw-label = Reprendre l’invitation de { $name }
members-leave = Ne plus parler en son nom
members-leave-text = Vous ne verrez plus cet espace. Une personne qui en gère les membres peut vous inviter à nouveau.
members-leave-button = Quitter
invitation-title = Invitation : { $name }
invitation-lead = On vous invite à participer au nom de { $name }. Votre rôle :
invitation-known = Cette adresse a déjà un compte. Connectez-vous pour accepter.
invitation-as = Vous acceptez en tant que { $name }.
invitation-new = Choisissez votre nom et un mot de passe : le compte est ouvert aussitôt.
invitation-accept = Accepter l’invitation
accreditations-title = Habilitations
accreditations-lead = Qui demande à parler au nom de qui. Vérifiez la lettre, ou appelez l’entité à un numéro que vous avez trouvé vous-même.
accreditations-none = Aucune demande n’attend.
accreditations-verified = adresse vérifiée
accreditations-unverified = adresse non vérifiée
accreditations-no-letter = Aucune lettre n’est indiquée.
accreditations-accept = Accepter : cette personne gère
accreditations-refuse = Refuser
accreditations-reason = Raison du refus ({ $name })
accreditations-reason-missing = Un refus demande une raison : la personne la lira.
accreditations-decided = Décisions récentes
proof-domain = Preuve : domaine de messagerie.
proof-letter = Preuve : lettre ou vérification.
proof-moderator = Preuve : la modération.
domains-title = Domaines de messagerie officiels
domains-lead = Une adresse vérifiée qui se termine ainsi prouve aussitôt que la personne parle pour l’entité. Un domaine que plusieurs entités partagent ne prouve rien.
domains-add = Ajouter un domaine
domains-add-button = Ajouter
domains-domain = Domaine
domains-domain-hint = Ce qui suit le signe @, par exemple mairie-exemple.fr
domains-domain-problem = Ce n’est pas un domaine. Écrivez ce qui suit le signe @.
domains-body = À quelle collectivité est-il ?
domains-body-hint = Son nom ou son code, par exemple fr-com-94041
domains-source = Qui le dit ?
domains-source-hint = L’adresse d’une page officielle, une lettre, un appel
domains-source-problem = Dites d’où vous le tenez.
domains-find = Chercher un domaine :
domains-none = Aucun domaine n’est noté.
domains-drop = Retirer…
domains-drop-label = Retirer { $name }
domains-more = Domaines non montrés : { $count }. Précisez la recherche.
accounts-title = Comptes
accounts-find = Nom ou adresse :
accounts-none = Aucun compte ne correspond.
accounts-more = Il y en a d’autres : précisez la recherche.
accounts-blocked = bloqué
accounts-created = Ouvert le
accounts-no-role = Aucun rôle.
accounts-role = Donner un rôle
accounts-role-of = { $role } (pour { $name })
accounts-of = Seulement pour ce que possède un organisme
accounts-of-hint = Nom ou clé de l’organisme ; vide : tout le registre
accounts-no-organisation = Aucun organisme ne porte à lui seul ce nom ou cette clé.
accounts-give = Donner ce rôle
accounts-take = Reprendre
accounts-take-label = Reprendre le rôle : { $name }
accounts-not-yourself = Pas pour vous-même : demandez-le à une autre personne de l’administration.
accounts-bodies = Parle au nom de
accounts-access = Accès
accounts-block-text = Un compte bloqué n’ouvre plus de session ; celles qui sont ouvertes s’arrêtent aussitôt. Cela peut être annulé.
accounts-block = Bloquer ce compte
accounts-blocked-since = Bloqué depuis le { $name }.
accounts-unblock = Débloquer
done-speaks = Votre adresse le prouve : vous parlez désormais en son nom.
done-asked = Demande envoyée. La modération vous répondra par courriel.
done-joined = Bienvenue : vous êtes membre.
done-left = Vous ne parlez plus en son nom.
done-invited = Invitation envoyée.
done-invitation-withdrawn = Invitation reprise : son lien n’ouvre plus rien.
done-role = Rôle changé.
done-removed = Retiré des membres.
done-restored = À nouveau parmi les membres.
done-last-manager = Quelqu’un doit gérer les membres : donnez d’abord ce rôle à une autre personne.
done-meanwhile = Cela avait déjà changé entre-temps ; voici l’état actuel.
done-accepted = Acceptée : la personne en est informée par courriel.
done-refused = Refusée : la personne en est informée par courriel.
done-undone = Décision annulée : la demande attend à nouveau.
done-domain-added = Domaine ajouté.
done-domain-dropped = Domaine retiré ; qui est membre le reste.
done-role-given = Rôle donné.
done-role-taken = Rôle repris.
done-blocked = Compte bloqué ; ses sessions sont fermées.
done-unblocked = Compte débloqué.
mail-speaker-waits-subject = Une demande attend : { $body }
mail-speaker-waits-text = Sur { $site }, quelqu’un demande à parler au nom de { $body }. La demande attend votre décision.
mail-speaker-waits-link = Voir les demandes
mail-speaker-waits-after = Vous recevez ce message parce que vous modérez ce site.
mail-accredited-subject = Vous parlez désormais au nom de { $body }
mail-accredited-text = Votre demande est acceptée : sur { $site }, vous parlez désormais au nom de { $body }.
mail-accredited-link = Ouvrir son espace
mail-accredited-after = Vous pouvez y inviter vos collègues.
mail-not-accredited-subject = Votre demande pour { $body }
mail-not-accredited-text = Votre demande de parler au nom de { $body } sur { $site } n’est pas acceptée. Raison : { $reason }
mail-not-accredited-link = Demander à nouveau
mail-not-accredited-after = Si vous ne comprenez pas la raison, demandez à nouveau en expliquant.
## Protection of the account
account-protection = Protection du compte
protection-on = en service
protection-off = hors service
protection-change = Régler
protection-change-label = Régler : { $name }
codes-title = Codes à usage unique
codes-text = Un code de votre téléphone, demandé après le mot de passe.
codes-off-lead = Une application de votre téléphone montre un code qui change toutes les trente secondes. Une fois les codes en service, se connecter demande ce code en plus du mot de passe : qui apprendrait votre mot de passe n’entrerait pas.
codes-begin = Mettre les codes en service
codes-begin-text = Il vous faut une application de codes, par exemple Aegis, FreeOTP ou celle de votre gestionnaire de mots de passe.
codes-begun-lead = Lisez cette image avec l’application, puis donnez le code qu’elle montre. Les codes ne sont en service qu’ensuite.
codes-picture = Image à lire avec l’application de codes
codes-secret = Sans appareil photo, tapez cette clé dans l’application :
codes-confirm = Premier code
codes-confirm-button = Confirmer
codes-done-on = Les codes sont en service. Gardez d’abord vos codes de secours.
codes-done-off = Les codes ne sont plus demandés.
codes-on-lead = Un code est demandé à chaque connexion, depuis le { $name }.
codes-end = Ne plus demander de codes
codes-end-text = Le mot de passe suffira de nouveau pour se connecter.
codes-end-button = Mettre hors service
field-code = Code
field-code-hint = Les six chiffres que montre l’application en ce moment.
field-code-any-hint = Les six chiffres que montre l’application, ou l’un de vos codes de secours.
field-code-wrong = Ce code n’est pas le bon, ou il a déjà servi. Attendez que l’application en montre un autre.
recovery-title = Codes de secours
recovery-left = { $count ->
    [0] Il ne vous reste aucun code de secours : faites-en de nouveaux.
    [one] Il vous reste un seul code de secours.
    *[other] Il vous reste { $count } codes de secours.
}
recovery-lead = Si vous perdez votre téléphone, chacun de ces codes remplace une fois celui de l’application. Gardez-les ailleurs que sur le téléphone : cette page ne les montrera plus.
recovery-download = Télécharger
recovery-copy = Copier
recovery-copied = Copiés.
recovery-print = Imprimer
recovery-kept = Je les ai gardés : continuer
recovery-renew = Faire de nouveaux codes
recovery-renew-text = Vous les avez perdus ou presque tous utilisés ? Les nouveaux remplacent les anciens.
recovery-done = De nouveaux codes sont faits ; les anciens ne servent plus.
passkey-add = Ajouter une clé d’accès
passkey-text = Une clé d’accès vous connecte par le doigt, le visage ou le code de votre appareil, sans mot de passe ni code à usage unique. Aucune fausse page ne peut vous la prendre.
passkey-none = Ce navigateur, sans scripts ou trop ancien, ne sait pas faire de clés d’accès.
passkey-name = Nom de la clé
passkey-name-hint = Pour la reconnaître, par exemple « Téléphone ».
passkey-unnamed = Clé d’accès
passkey-add-button = Ajouter
passkey-unused = ajoutée le { $added }, jamais utilisée
passkey-used = ajoutée le { $added }, utilisée en dernier le { $used }
passkey-remove = Retirer
passkey-remove-label = Retirer la clé d’accès { $name }
passkey-added = Clé d’accès ajoutée. Vous pourrez désormais vous connecter avec elle.
passkey-removed = Clé d’accès retirée : elle n’ouvre plus rien. Supprimez-la aussi sur votre appareil.
passkey-refused = La réponse de votre appareil n’est pas valable. Recommencez.
passkey-failed = Rien n’a abouti : votre appareil n’a pas répondu, ou la page est restée ouverte trop longtemps. Rechargez la page et recommencez.
passkey-too-often = Trop d’essais. Attendez quelques minutes.
passkey-sign-in = Se connecter avec une clé d’accès
passkey-wrong = Cette clé d’accès n’ouvre rien ici. Connectez-vous avec votre mot de passe.
account-event-passkey_added = Clé d’accès ajoutée
account-event-passkey_removed = Clé d’accès retirée
api-keys-title = Clés pour programmes
api-keys-lead = Un programme muni d’une clé peut demander des données { $key } fois par minute ; sans clé, { $address } fois par adresse.
api-keys-unlimited = Le nombre de requêtes n’est pas limité ici ; une clé dit seulement qui demande.
api-keys-text = Une clé dit seulement qui demande : elle n’ouvre rien qui ne soit public.
api-keys-manage = Créer et supprimer des clés
api-keys-held = Vos clés
api-keys-full = Vous avez { $count } clés, le maximum : supprimez-en d’abord une.
api-key-new = Nouvelle clé
api-key-name = Nom de la clé
api-key-name-hint = À quoi elle sert, par exemple « Carte de notre site ».
api-key-make = Créer une clé
api-key-made = La clé est créée. Conservez-la maintenant : cette page ne la montrera plus.
api-key-use = Un programme la donne ainsi :
api-key-since = depuis le { $name }
api-key-remove-label = Supprimer la clé { $name }
api-key-removed = Clé supprimée : les programmes qui la donnent sont refusés dans la seconde.
account-event-api_key_added = Clé pour programmes créée
account-event-api_key_removed = Clé pour programmes supprimée
provider-button = Se connecter avec { $name }
provider-or = ou
provider-join-lead = { $name } vous a reconnu, mais rien ne dit encore quel compte est le vôtre ici. Donnez-en l’adresse et le mot de passe : les deux seront reliés, une fois pour toutes.
provider-join = Relier et me connecter
provider-no-password = Je n’ai pas de mot de passe ici, ou je l’ai oublié
provider-join-own = Relier ce compte à { $name }
provider-join-own-text = Vous pourrez ensuite vous connecter ici avec { $name } aussi. Votre mot de passe reste valable.
provider-join-own-button = Continuer
provider-onward-lead = Connectez-vous maintenant avec { $name } : l’identité que vous y avez sera reliée à votre compte.
provider-onward = Continuer vers { $name }
provider-since = relié le { $name }
provider-part = Délier
provider-part-label = Délier : { $name }
provider-joined = Compte relié. Vous pourrez désormais vous connecter par là.
provider-parted = Compte délié.
provider-again = Recommencer
provider-over = Cette tentative de connexion avec { $name } est passée, ou a commencé dans un autre navigateur.
provider-cancelled = Vous n’avez pas été connecté avec { $name }. Vous pouvez recommencer, ou vous connecter avec votre mot de passe.
provider-away = { $name } ne répond pas pour le moment. Recommencez dans quelques minutes, ou connectez-vous avec votre mot de passe.
provider-refused = La réponse de { $name } n’a pas pu être vérifiée : personne n’a été connecté. Recommencez ; si cela se répète, prévenez l’équipe qui tient ce registre.
provider-blocked = Le compte relié à { $name } est fermé. Demandez à l’équipe qui tient ce registre.
provider-taken = Votre identité chez { $name } est déjà reliée à un autre compte.
provider-left-title = Vous êtes déconnecté
provider-left = Votre session est fermée ici. Elle reste ouverte chez { $name }.
provider-leave = Fermer aussi la session chez { $name }
provider-stay = Revenir à l’accueil
account-event-provider_joined = Compte relié à un autre service
account-event-provider_parted = Compte délié d’un autre service
members-questions-title = Confirmation annuelle
members-questions-wanted = Une fois par an, celles et ceux qui écrivent pour { $name } sont invités par courriel à confirmer chaque partenariat resté sans signe de vie.
members-questions-unwanted = Personne n’est invité à confirmer les partenariats de { $name }.
members-questions-turn-off = Ne plus demander
members-questions-turn-on = Demander de nouveau
done-questions-on = La question sera de nouveau posée une fois par an.
done-questions-off = La question ne sera plus posée.
done-taken = Cette source est à vous.
done-given-back = La source est rendue : elle n’est plus à personne.
done-given = La source a changé de mains.
confirm-title = Confirmer un partenariat
confirm-lead = Ce partenariat est-il vivant : { $partnership } ? Vous répondez pour { $body }.
confirm-button = Oui, il est vivant
confirm-see = Voir le partenariat
confirm-otherwise = Quelque chose a changé : me connecter et le dire
confirm-done = Confirmé pour { $body } : { $partnership }. Merci !
confirm-undo = C’était une erreur : me connecter et revenir en arrière
confirm-spent = Cette question a reçu sa réponse, ou son délai est passé. Les membres peuvent confirmer à tout moment sur la page du partenariat.
address-title = Changer d’adresse électronique
address-text = Un message part à la nouvelle adresse : elle ne compte qu’une fois son lien suivi. L’ancienne adresse en est prévenue.
address-new = Nouvelle adresse électronique
address-button = Envoyer le lien
address-confirm-lead = Cette adresse deviendra celle de votre compte : { $name }.
address-confirm = Confirmer cette adresse
address-changed = Votre compte a désormais cette adresse : servez-vous-en pour vous connecter. L’ancienne adresse en a été prévenue.
address-restore-lead = Quelqu’un a changé l’adresse de votre compte. Si ce n’était pas vous, reprenez-la ici : toutes les sessions seront fermées, et vous choisirez un nouveau mot de passe.
address-restore = Reprendre mon adresse
address-restored = Votre compte a de nouveau son ancienne adresse et toutes les sessions sont fermées. Choisissez maintenant un nouveau mot de passe.
account-event-address_changed = Adresse électronique changée
account-event-address_restored = Ancienne adresse électronique reprise
second-step-title = Encore un code
second-step-lead = Ouvrez votre application de codes. Téléphone perdu ? Donnez un code de secours ; sans code de secours, demandez de l’aide à l’équipe qui tient ce registre.
second-step-over = Le temps de donner le code est passé. Connectez-vous de nouveau.
events-title = Ce qui s’est passé sur ce compte
events-lead = Les cent derniers événements, gardés un an. Vous seul voyez cette page.
events-none = Rien encore.
events-strange = Quelque chose ne vient pas de vous ?
account-event-signed_in = Connexion
account-event-password_changed = Mot de passe changé
account-event-password_reset = Mot de passe choisi de nouveau par un lien
account-event-codes_on = Codes à usage unique mis en service
account-event-codes_off = Codes à usage unique mis hors service
account-event-recovery_made = Nouveaux codes de secours
account-event-recovery_used = Code de secours utilisé

## Déclarer et proposer
document-deliberation = Délibération
document-convention = Convention
document-amendment = Avenant
document-letter = Lettre
document-other = Autre texte
partnership-documents = Textes
partnership-confirmed = Dernière confirmation
partnership-never-confirmed = jamais par une des parties
partnership-confirmed-ago = confirmé { $name }
ago-months = { $count ->
    [0] ce mois-ci
    [one] il y a { $count } mois
    *[other] il y a { $count } mois
    }
ago-years = { $count ->
    [one] il y a { $count } an
    *[other] il y a { $count } ans
    }
partnership-acting = Vous pouvez agir ici pour : { $name }
field-of-fact-documents = Textes
quote-said-on = dit le
said-future = Ce jour est à venir : donnez un jour passé.
said-day-missing = Donnez au moins l’année.
said-title-missing = Donnez son intitulé.
said-address-wrong = Une adresse commence par https:// ou http://.
said-date-of-what = Dites aussi quel état commence à cette date.
state-title = Déclarer quelque chose
state-lead = Ce que vous déclarez figure aussitôt sur la page publique, au nom de votre entité, avec votre phrase comme preuve.
state-for = Au nom de
state-words = En vos mots (facultatif)
state-words-hint = Ces mots seront publics. Sans eux, une phrase simple est écrite pour vous.
state-confirm = Il est toujours vivant
state-confirm-button = Confirmer aujourd’hui
state-step = Une étape
state-step-what = Que s’est-il passé ?
state-step-date = Quand ?
state-document = Un texte
state-document-kind = Quel texte ?
state-document-title = Son intitulé
state-document-address = Son adresse (facultatif)
state-document-address-hint = Là où chacun peut le lire, par exemple sur votre site
state-document-date = Sa date (facultatif)
state-status = Un autre état
state-since = Depuis quand ? (facultatif)
state-button = Déclarer
state-undo = Reprendre cette déclaration
state-or-propose = Ce qui demande l’accord de l’autre partie :
stated-step = { $what } : { $date }.
stated-status = État : { $what } { $date }
stated-document = { $what } { $date }
stated-withdrawn = Repris par la personne qui l’avait déclaré.
propose-title = Proposer un partenariat
propose-lead = L’autre partie reçoit votre proposition par courriel et répond. Rien n’est public avant son accord.
propose-change-title = Proposer un changement
propose-change-lead = Ce que vous remplissez change quand l’autre partie est d’accord ; le reste demeure.
propose-parties = Avec qui ?
propose-parties-hint = Une entité par ligne : son nom ou son code. Pour un partenariat à plusieurs, nommez aussi celles de votre pays.
propose-unknown = Personne ne s’appelle « { $name } ».
propose-choices = « { $name } » peut désigner : { $choices }. Écrivez le code.
propose-nobody = Nommez au moins une autre entité.
propose-status = Où en est-il ?
propose-status-missing = Dites où en est le partenariat.
propose-why-hint = Ce qui vous rapproche ; facultatif, public après accord.
propose-words = Votre proposition, en une phrase ou deux
propose-words-hint = L’autre partie la lit ; après son accord, elle sert de preuve sur la page publique.
propose-words-missing = Dites ce que vous proposez.
propose-button = Envoyer la proposition
proposal-state-proposed = proposé
proposal-state-accepted = accepté
proposal-state-declined = décliné
proposal-state-withdrawn = repris
proposal-state-expired = expiré
consent-asked = n’a pas encore répondu
consent-given = est d’accord
consent-refused = n’est pas d’accord
proposal-change = Changement proposé
proposal-new = Partenariat proposé
proposal-until = réponse attendue avant le
proposal-about = Il s’agit de :
proposal-asked = Qui doit répondre
proposal-deserted = Personne ne parle encore en son nom : invitez ses agents à le demander depuis sa page.
proposal-your-answer = Votre réponse
proposal-answer-lead = Si vous êtes d’accord, cela figure aussitôt sur la page publique ; sinon, cela reste entre vous.
proposal-agree = D’accord, au nom de { $name }
proposal-decline = Décliner, au nom de { $name }
proposal-reason = Pourquoi décliner ?
proposal-reason-missing = Dites pourquoi : l’autre partie le lira.
proposal-withdraw = Reprendre cette proposition
proposal-withdraw-text = L’autre partie ne pourra plus y répondre. Vous pourrez en faire une autre.
proposal-withdraw-button = La reprendre
proposal-read-only = Vous pouvez la lire ; d’autres y répondent.
desk-waiting = Attend votre réponse
desk-nothing-waits = Rien n’attend votre réponse.
desk-proposals = Propositions
desk-partnerships-hint = Ouvrez un partenariat pour le confirmer, ajouter une étape ou un texte, ou proposer un changement.
done-stated = C’est noté : la page publique le montre.
done-unstated = Déclaration reprise.
done-proposed = Proposition envoyée à l’autre partie.
done-agreed = Votre accord est noté.
done-declined = Votre réponse est notée ; la proposition reste privée.
done-proposal-withdrawn = Proposition reprise.
mail-proposed-subject = { $by } vous propose un partenariat
mail-proposed-text = { $by } propose à votre entité un partenariat, ou un changement de celui qui existe, sur { $site }.
mail-proposed-link = Lire et répondre
mail-proposed-after = Rien n’est public avant votre accord. Sans réponse, la proposition expire au bout de soixante jours.
mail-proposal-agreed-subject = { $by } est d’accord
mail-proposal-agreed-text = { $by } est d’accord avec votre proposition sur { $site }.
mail-proposal-agreed-link = Voir la proposition
mail-proposal-agreed-after = Quand toutes les parties sont d’accord, la page publique le montre.
mail-proposal-declined-subject = { $by } décline votre proposition
mail-proposal-declined-text = { $by } décline votre proposition sur { $site }. Sa raison : { $reason }
mail-proposal-declined-link = Voir la proposition
mail-proposal-declined-after = Cela reste entre vous : rien n’en est public.

## Data
data-title = Données ouvertes
data-lead = Tout ce qui est public ici se télécharge, avec sa source. Chaque fichier est refait dès que le registre change.
data-licence = Licence :
data-files = Fichiers
data-columns = Colonnes
data-feeds = Flux
data-feed-selection = Flux des nouveautés
data-api = API
data-api-lead = Réponses en JSON, par parties avec un curseur ; ETag pour ne rien relire deux fois.
data-same = Cette liste en données :
data-rows = { $count ->
    [0] Aucune ligne pour l’instant.
    [one] { $count } ligne
   *[other] { $count } lignes
 }
data-bundle = Tous les fichiers à la fois, avec le manifeste des lignes et des empreintes SHA-256 :
data-nightly = Le même, tel qu’il était chaque nuit, pendant { $count } nuits, avec empreintes :
data-nights = Les nuits
data-grants-left-out = { $count ->
    [one] { $count } subvention n’y figure pas : sa date, son bénéficiaire ou le pays de celui-ci n’est pas connu.
   *[other] { $count } subventions n’y figurent pas : leur date, leur bénéficiaire ou le pays de celui-ci n’est pas connu.
 }
data-standards = Selon les standards
data-stated = { $count ->
    [0] Il ne contient aucun partenariat.
    [one] Il contient { $count } partenariat.
   *[other] Il contient { $count } partenariats.
 }
data-left-out = Laissés de côté : { $name }.
left-out-kind = { $count } d’une autre forme (lettre d’intention, réseau, projet seul)
left-out-status = { $count } sans l’accord des deux parties, ou pas encore
left-out-parties = { $count } qui ne lient pas deux collectivités seules
left-out-end = { $count } terminés à une date inconnue
left-out-item = { $count } dont une des deux collectivités n’a pas d’élément Wikidata connu
left-out-again = { $count } entre deux collectivités qui y figurent déjà
data-grants-held = { $count ->
    [0] Il ne contient aucune subvention.
    [one] Il contient { $count } subvention.
   *[other] Il contient { $count } subventions.
 }
data-grants-without = Laissées de côté : { $name }.
no-row-giver = { $count } sans collectivité française comme seul attribuant
no-row-day = { $count } à une date inconnue
no-row-amount = { $count } sans montant exact en euros
no-row-recipient = { $count } sans bénéficiaire connu et unique
no-row-form = { $count } dont on ne sait si elles sont en numéraire ou en nature
no-row-siret = { $count } dont l’attribuant n’a pas de SIRET connu
data-feeds-own = Chaque collectivité, chaque pays, chaque programme et chaque thème a les siens, aussi en .rss et .json :
data-feeds-country = Pays
data-feeds-theme = Thèmes
iati-equal-shares = Parts égales : la source ne donne pas de répartition.
data-dictionary = Le dictionnaire de tous les fichiers, pour les machines (Data Package, Table Schema) :
data-licence-title = Licence et citation
data-cite-title = Pour citer ces données :
data-cite = Jumelage, données ouvertes de la coopération des villes, { $address }, état du { $day }, licence CC BY 4.0.
size-kb = { $count } ko
size-mb = { $name } Mo
unit-address = adresse du web
unit-list = plusieurs valeurs, séparées par une barre
unit-countries = plusieurs codes, séparés par une barre
unit-day = ISO 8601, limitée à ce qui est connu
unit-amount = nombre décimal
unit-degrees = degrés décimaux
feed-title = Jumelage : récits et partenariats
feed-title-of = Jumelage : { $name }
feed-atom = Flux Atom
file-partnerships = Partenariats, un par ligne, dans tous leurs états
file-authorities = Collectivités que nomme un fait, avec leurs codes
file-projects = Projets, avec leur budget annoncé
file-awards = Lauréats des appels à projets, un par ligne
file-contributions = Contributions : parts votées et versées, collectes, dons en nature et soutiens, subventions
file-iati-activities = IATI 2.03, activités : partenariats, actions datées et subventions
file-iati-organisations = IATI 2.03, organisations : les collectivités et organismes nommés
file-deadlines = iCalendar : les dates limites des collectes
file-360giving = 360Giving : les subventions
file-quickstatements = Wikidata QuickStatements : les partenariats en déclarations de la propriété P190, dans les deux sens, à proposer à Wikidata
file-subventions = SCDL subventions 2.1.1 : les subventions des collectivités françaises
column-id = clé permanente
column-url = adresse permanente
column-kind = nature
column-status = état
column-live = peut être montré comme partenariat d’aujourd’hui
column-lead_codes = codes officiels du premier côté, séparés par une barre
column-lead_names = noms officiels du premier côté
column-partner_codes = codes officiels de l’autre côté
column-partner_names = noms officiels de l’autre côté
column-countries = pays, ISO 3166-1
column-established = date d’établissement, coupée à ce qui est connu
column-signed = date de signature, coupée à ce qui est connu
column-date = date principale
column-date_precision = précision : year, month, day
column-programme = programme
column-why = raison donnée par la source
column-sources = adresses des sources
column-licence = licence du fichier
column-call = appel à projets
column-session = session de l’appel
column-region = région française du chef de file
column-title = titre tel que publié
column-code = code officiel avec son registre
column-other_codes = autres codes du même corps
column-country = pays, ISO 3166-1
column-name = nom officiel
column-name_fr = nom pour les lecteurs du français
column-name_en = nom pour les lecteurs de l’anglais
column-name_uk = nom pour les lecteurs de l’ukrainien
column-population = habitants
column-latitude = degrés nord, WGS 84
column-longitude = degrés est, WGS 84
column-approximate = position calculée d’après les voisins
column-partnerships = nombre de partenariats
column-partnership_title = nom du partenariat, s’il en a un
column-coordinators = organismes qui le coordonnent
column-themes = thèmes, déduits des mots du partenariat et de ce qui s’y rattache, séparés par une barre
column-parents = codes des collectivités auxquelles elle appartient, de la plus proche à la plus large
column-wikidata = son élément Wikidata, là où quelqu’un l’a noté avec une source
column-siret = son SIRET (numéro au répertoire des établissements), là où quelqu’un l’a noté avec une source
column-title_language = langue du titre, BCP 47
column-project_status = avancement du projet
column-budget = budget annoncé, en unités de la monnaie
column-currency = monnaie, ISO 4217
column-budget_approximate = la source dit « environ »
column-partnership_url = adresse permanente du partenariat concerné
column-award = adresse permanente de la distinction qui le finance
column-partner_countries = pays des partenaires, ISO 3166-1
column-call_url = adresse permanente de l’appel à projets
column-project = adresse permanente du projet
column-contribution_kind = nature : part d’un pot commun, collecte, livraison ou soutien, subvention
column-contribution_state = avancement : de proposée à versée pour une part ; recherchée pour une collecte ; donnée pour un don ou une subvention
column-giver_codes = codes officiels de qui donne
column-giver_names = noms officiels de qui donne
column-beneficiary_codes = codes officiels de qui reçoit
column-beneficiary_names = noms officiels de qui reçoit
column-amount = montant : part calculée sur la population officielle, but de la collecte, ou subvention
column-rate = taux de la part, par unité
column-rate_per = unité du taux
column-stated_base = nombre d’habitants que la source avance pour tous les membres
column-quantity = quantité donnée
column-unit = unité de la quantité, comme la source l’écrit
column-contribution_date = date de la livraison, du soutien ou de la subvention
column-alliance = adresse permanente de l’alliance
column-deadline = date limite de la collecte
column-grant_form = en numéraire, ou en nature si la source compte des biens
api-partnerships = Les partenariats, avec filtres
api-partnership = Un partenariat
api-authorities = Les collectivités du registre, ou celles qu’un nom peut désigner
api-authority = Une collectivité, par n’importe lequel de ses codes
api-awards = Les lauréats des appels
api-projects = Les projets
api-sources = Les sources lues
api-source = Une source avec ses noms et ses faits
api-map = Les lieux et les arcs de la carte
api-atlas = Tout ce que dessine l’atlas, ou la part d’une collectivité ou d’un partenariat
api-towns = Les plus grandes villes d’un carreau de carte
api-search = Recherche : collectivités, partenariats, projets, récits…
api-changes = Ce qui a changé dans le registre public, dans l’ordre
param-what = Une nature de fiche : authority, partnership, project…
param-country = pays d’une partie, ISO 3166-1
param-status = état
param-kind = nature
param-theme = thème, déduit des mots du partenariat et de ce qui s’y rattache
param-programme = clé du programme
param-after = valeur de « next » de la partie précédente
param-limit = nombre de lignes
param-since = position après laquelle commencer : la valeur de « next » de la réponse précédente
param-lang = langue des libellés
param-q = un nom, dans n’importe quelle graphie
param-call = clé de l’appel
param-id = clé
param-code = code officiel avec son registre
param-year = en vigueur cette année-là
param-money = seulement avec de l’argent connu
param-authority = code d’une collectivité du registre
param-partnership = clé d’un partenariat
param-z = niveau de zoom du carreau
param-x = colonne du carreau
param-y = ligne du carreau

## About, legal notice, accessibility
about-title = À propos
about-lead = Jumelage lit ce que les villes, les ministères et les associations publient déjà, reconnaît chaque collectivité nommée et tient un seul registre de qui travaille avec qui.
about-facts-title = Chaque fait a sa preuve
about-facts-text = Un partenariat, une date, un montant n’entrent dans le registre qu’avec la phrase qui les dit. Chaque page mène à cette phrase, à sa place dans le document.
about-reading-title = La machine propose, une personne accepte
about-reading-text = Un programme lit les documents et propose des faits, avec ses raisons en clair. Une personne les accepte ou les rejette ; une source de confiance peut être acceptée par règle, et toute acceptation peut être annulée.
about-mistakes-title = Une erreur ?
about-mistakes-text = Ouvrez la source depuis la page : vous verrez ce qui a été lu et comment. Écrivez à la personne qui tient ce registre en donnant l’adresse permanente de la page.
legal-title = Mentions légales
legal-lead = Ce que vous pouvez faire de ce que vous lisez ici, et ce que le site retient de vous.
legal-data-title = Données
legal-data-text = Les données sont sous licence CC BY 4.0, compatible avec la Licence Ouverte 2.0 : réutilisez-les en citant Jumelage et les sources. Le logiciel est sous licence EUPL 1.2.
legal-quotes-title = Citations
legal-quotes-text = Des documents d’autrui, le site ne montre que de courtes citations d’au plus 300 caractères et un lien vers l’original.
legal-privacy-title = Vie privée
legal-privacy-text = Le site ne pose aucun témoin (cookie) à ses lecteurs, ne les suit pas et ne charge rien d’ailleurs. Seules les personnes qui se connectent en reçoivent un, le temps de leur session ; leur compte montre ce que nous savons d’elles, le donne en copie et s’efface.
accessibility-title = Accessibilité
accessibility-lead = Le site vise les règles WCAG 2.2 niveau AA et le référentiel général d’amélioration de l’accessibilité RGAA 4.1.
accessibility-state-title = Où nous en sommes
accessibility-state-text = Des 106 critères du RGAA 4.1, { $apply } s’appliquent ici et { $met } de ceux-là sont respectés : { $rate }. D’après notre propre vérification du { $day }, le site est partiellement conforme ; aucun tiers ne l’a encore audité.
accessibility-not-title = Ce qui n’est pas encore accessible
accessibility-how-title = Comment cela a été établi
accessibility-how-text = À chaque changement, des tests examinent chaque sorte de page avec axe-core dans Chromium, à 320 et à 1 280 pixels de large, en clair et en sombre, à l’impression et dans les trois langues ; ils parcourent les pages au clavier et mesurent que le focus se voit. Le code de chaque page est contrôlé. Le sens et les mots ont été jugés en relisant les modèles des pages. Les lecteurs d’écran n’ont pas été essayés de façon systématique.
accessibility-made-title = Avec quoi le site est fait
accessibility-made-text = HTML, CSS et SVG produits par le serveur ; JavaScript n’ajoute que la carte, les clés d’accès, le suivi en direct et les touches des relecteurs ; grâce à lui, ce qui est saisi survit à un changement de langue. Rien d’autre ne l’exige.
accessibility-map-title = La carte
accessibility-map-text = La carte n’apporte rien que la table de la même page ne dise : chaque arc est une ligne de la table.
accessibility-contact-title = Signaler un obstacle
accessibility-contact-text = Écrivez à la personne qui tient ce registre ; dites la page, l’outil que vous utilisez et ce qui vous arrête. On vous dira comment accéder à ce que vous cherchez.
accessibility-defender-title = Si personne ne répond
accessibility-defender-text = Si un obstacle demeure et que vous n’obtenez pas de réponse satisfaisante, vous pouvez saisir gratuitement le Défenseur des droits : par le formulaire, auprès d’un délégué dans votre région, par téléphone au 09 69 39 00 00, ou par courrier sans timbre à Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
accessibility-defender-link = Formulaire du Défenseur des droits
accessibility-list-title = Les 106 critères
accessibility-list-lead = Chaque critère du RGAA 4.1 avec sa réponse. Les intitulés courts sont de nous ; le référentiel en dit davantage.
rgaa-criterion = Critère
rgaa-state = Réponse
rgaa-why = Pourquoi
rgaa-state-yes = conforme
rgaa-state-no = non conforme
rgaa-state-na = non applicable
rgaa-theme-1 = Images
rgaa-theme-2 = Cadres
rgaa-theme-3 = Couleurs
rgaa-theme-4 = Multimédia
rgaa-theme-5 = Tableaux
rgaa-theme-6 = Liens
rgaa-theme-7 = Scripts
rgaa-theme-8 = Éléments obligatoires
rgaa-theme-9 = Structuration de l’information
rgaa-theme-10 = Présentation de l’information
rgaa-theme-11 = Formulaires
rgaa-theme-12 = Navigation
rgaa-theme-13 = Consultation
rgaa-why-axe = vérifié par axe-core sur chaque sorte de page
rgaa-why-captcha = le site n’en a pas
rgaa-why-colour = un mot ou une forme accompagne chaque couleur
rgaa-why-device = rien ne réagit aux mouvements de l’appareil
rgaa-why-direction = les trois langues se lisent de gauche à droite
rgaa-why-documents = chaque classeur est offert aussi en CSV et en JSON Lines, et montré sur les pages
rgaa-why-flashes = rien ne clignote
rgaa-why-forms = les problèmes sont dits près du champ avec leur remède ; ce qui a des conséquences se confirme ou se reprend
rgaa-why-frames = les pages ne contiennent pas de cadre
rgaa-why-html = vérifié par les tests sur chaque page
rgaa-why-keyboard = parcouru au clavier par les tests
rgaa-why-languages = la langue de certains textes importés n’est pas connue et n’est donc pas indiquée
rgaa-why-layout-tables = les tableaux ne servent qu’aux données
rgaa-why-measured = mesuré par axe-core, en clair et en sombre
rgaa-why-media = il n’y a ni son ni film
rgaa-why-motion = seules les années de la carte défilent, à la demande, et s’arrêtent ; le souhait de moins d’animation est respecté
rgaa-why-no-surprise = rien ne change la page sans qu’on l’ait demandé
rgaa-why-pictures = les images des récits importés ont la description de leur source, qui peut manquer ou dire peu
rgaa-why-pointer = la carte a un bouton pour chaque geste ; les actions se font au relâchement
rgaa-why-signs = il n’y a pas de contenu cryptique
rgaa-why-simple-tables = aucun tableau n’est complexe
rgaa-why-single-keys = les touches des relecteurs se désactivent sur leur page
rgaa-why-site-plan = le menu et la recherche sont les deux voies
rgaa-why-templates = relu dans les modèles dont toutes les pages sont faites
rgaa-why-time = un formulaire survit à la fin de la session
rgaa-why-twin = la carte et les graphiques ont une table qui dit la même chose
rgaa-why-ways = le menu et la recherche
rgaa-why-zoom = essayé à 320 pixels, soit 1 280 pixels à 400 %

## Échantillons du style
style-title = Échantillons du style
style-lead = Les éléments dont chaque page est faite, remplis avec le registre.
style-colours = Couleurs
style-type = Texte
style-counts = Chiffres clés
style-chips = États
style-forms = Formulaires
style-hint = Une indication se place entre l’intitulé et le champ.
style-tables = Tableaux
style-empty = Une liste vide
style-cards = Fiches
style-life = Ligne de vie
style-quotes = Preuves
style-charts = Graphiques

## Courriels
mail-greeting = Bonjour,
mail-foot = Ce message a été envoyé par Jumelage, { $site }. Merci de ne pas y répondre : personne ne lit cette adresse.
mail-confirm-address-subject = Confirmez votre adresse
mail-confirm-address-text = Quelqu’un, sans doute vous, a ouvert un compte sur { $site } avec cette adresse. Merci de confirmer qu’elle est bien la vôtre.
mail-confirm-address-link = Confirmer mon adresse
mail-confirm-address-after =
    { $count ->
        [one] Le lien fonctionne une seule fois, pendant { $count } heure.
       *[other] Le lien fonctionne une seule fois, pendant { $count } heures.
    } Si vous n’avez pas ouvert de compte, vous n’avez rien à faire : sans confirmation, il sera supprimé.
mail-address-taken-subject = Vous avez déjà un compte
mail-address-taken-text = Quelqu’un, sans doute vous, a voulu ouvrir un compte sur { $site } avec cette adresse. Il en existe déjà un.
mail-address-taken-link = Se connecter
mail-address-taken-after = Si ce n’était pas vous, vous n’avez rien à faire : rien n’a changé dans votre compte.
mail-new-address-subject = Confirmez votre nouvelle adresse
mail-new-address-text = Quelqu’un, sans doute vous, veut donner cette adresse à son compte sur { $site }.
mail-new-address-link = Confirmer l’adresse
mail-new-address-after =
    { $count ->
        [one] Ce lien sert une fois, pendant { $count } heure.
       *[other] Ce lien sert une fois, pendant { $count } heures.
    } Si ce n’est pas vous, ne faites rien : rien ne changera.
mail-address-changed-subject = L’adresse de votre compte a changé
mail-address-changed-text = Votre compte sur { $site } a désormais une autre adresse électronique ; celle-ci ne sert plus.
mail-address-changed-link = Ce n’était pas moi : reprendre mon adresse
mail-address-changed-after =
    { $count ->
        [one] Le lien sert une fois, pendant { $count } jour.
       *[other] Le lien sert une fois, pendant { $count } jours.
    } Si c’était vous, ne faites rien.
mail-confirm-partnership-subject = Toujours vivant ? { $partnership }
mail-confirm-partnership-text = Depuis un an, personne n’a confirmé sur { $site } que ce partenariat est vivant : { $partnership }. Vous y écrivez pour { $body } ; un clic et un bouton suffisent.
mail-confirm-partnership-link = Confirmer le partenariat
mail-confirm-partnership-after =
    { $count ->
        [one] Le lien sert une fois, pendant { $count } jour.
       *[other] Le lien sert une fois, pendant { $count } jours.
    } Si quelque chose a changé, connectez-vous et dites-le sur la page du partenariat. La question est posée une fois par an ; une personne qui gère l’entité peut y mettre fin sur la page des membres.
mail-reset-password-subject = Choisissez un nouveau mot de passe
mail-reset-password-text = Quelqu’un, sans doute vous, a demandé un nouveau mot de passe sur { $site }.
mail-reset-password-link = Choisir un nouveau mot de passe
mail-reset-password-after =
    { $count ->
        [one] Le lien fonctionne une seule fois, pendant { $count } minute.
       *[other] Le lien fonctionne une seule fois, pendant { $count } minutes.
    } Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe ne change pas.
mail-invitation-subject = Invitation à participer au nom de { $organisation }
mail-invitation-text = { $by } vous invite à participer au nom de { $organisation } sur { $site }, le registre ouvert de la coopération entre villes.
mail-invitation-link = Accepter l’invitation
mail-invitation-after = Si vous ne connaissez pas l’expéditeur, vous n’avez rien à faire : sans votre accord, aucun compte n’est ouvert.
mail-trial-subject = Essai de la messagerie de Jumelage
mail-trial-text = Ceci est un essai. Le courrier de { $site } vous est parvenu : son serveur de messagerie est bien réglé.
mail-trial-after = Vous n’avez rien à faire.
## Corriger une affirmation
claim-title = Corriger une affirmation
claim-party = Qui est « { $name } » ?
claim-as-read = tel que lu
claim-not-recognised = Non reconnu
claim-nobody = Personne : ces mots ne désignent aucune partie
claim-other = Une autre entité :
claim-other-name = Nom ou code d’une autre entité
claim-look = Chercher
claim-relation = Nature du partenariat
claim-status = État
claim-unsaid = Non précisé
claim-date = Date
claim-date-hint = Année, mois ou jour : 2023, 2023-05, 2023-05-14
claim-name = Intitulé
claim-correct = Corriger et accepter
claim-decided = Cette affirmation a été tranchée :
claim-problem-date = Ce n’est pas une date. Écrivez une année, un mois ou un jour : 2023, 2023-05 ou 2023-05-14.
claim-problem-body = Aucune entité ne porte à elle seule ce nom ou ce code. Choisissez-en une dans la liste, ou écrivez son code.
claim-problem-nothing = Rien n’a été modifié. Si tout est juste tel que lu, acceptez l’affirmation.

## Doublons
duplicates-title = Partenariats qui pourraient n’en faire qu’un
duplicates-count = { $count ->
    [0] Aucune paire de partenariats ne se ressemble.
    [one] Une paire semble n’être qu’un partenariat.
   *[other] { $count } paires semblent n’être qu’un partenariat.
}
duplicates-how = Toutes les parties du premier figurent dans le second. Après fusion, chaque document sur le premier parle du second ; la fusion peut être annulée.
duplicates-narrow = Moins de parties
duplicates-wide = Toutes, et d’autres
duplicates-merge = C’est le même : fusionner
duplicates-merged = Fusionnés.
duplicates-apart = Séparés : les deux figurent à nouveau.
duplicates-meanwhile = L’un des deux ne figure plus au registre.
duplicates-done = Fusions faites
duplicates-undo = Séparer

## Historique
history-title = Ce qui est arrivé : { $name }
history-link = Historique de cette fiche
history-fact = Vers la fiche
history-day = Comment était-ce à une date ?
history-show = Afficher
history-stood = Au { $name }
history-absent = La fiche ne figurait pas au registre.
history-changes = Modifications
history-field = Champ
history-before = Avant
history-after = Après
history-older = Modifications plus anciennes
by-person = par une personne
by-rule = par une règle
by-operator = par l’exploitant
history-problem-future = Ce jour n’est pas encore venu.
history-of-authority = collectivité
by-named = par { $name }
by-erased = par une personne effacée
change-created = Ajouté
change-updated = Modifié
change-removed = Retiré
change-accepted = Accepté
change-rejected = Rejeté
change-undone = Annulé
change-superseded = N’est plus lu
change-restored = Lu à nouveau
history-of-partnership = partenariat
history-of-organisation = organisme
history-of-programme = programme
history-of-call = appel à projets
history-of-alliance = alliance
history-of-campaign = campagne
history-of-project = projet
history-of-award = lauréat
history-of-action = action
history-of-grant = subvention

## Ce qu’une personne a fait
acts-own = Ce que vous avez fait
acts-own-lead = Chaque modification du registre qui vient de vous, la plus récente d’abord. Hors vous, seuls les modérateurs et les administrateurs voient cette page.
acts-title = Ce que { $name } a fait
acts-erased = Ce qu’une personne effacée a fait ({ $name })
acts-lead = Chaque modification du registre qui vient de cette personne, la plus récente d’abord.
acts-none = Rien encore.
acts-account = Le compte
acts-column = Historique
acts-link = Voir
log-of-account = compte
log-of-accreditation = habilitation
log-of-assignment = source de la file de relecture
log-of-claim = affirmation
log-of-edit = modification à la main
log-of-invitation = invitation
log-of-job = importation
log-of-mail_domain = domaine de messagerie
log-of-membership = appartenance
log-of-merge = fusion
log-of-platform_role = rôle
log-of-proposal = proposition
log-of-revision = lecture d’une source
log-of-schedule = importation régulière
log-of-source = source
log-of-story = récit
log-of-trusted_source = règle de confiance
log-of-other = autre chose

## Fields of facts
field-of-fact-kind = Nature
field-of-fact-status = État
field-of-fact-parties = Parties
field-of-fact-steps = Étapes
field-of-fact-title = Intitulé
field-of-fact-programme = Programme
field-of-fact-why = Pourquoi
field-of-fact-reasons = Raisons
field-of-fact-coordinators = Coordinateurs
field-of-fact-evidence = Preuves
field-of-fact-name = Nom
field-of-fact-country = Pays
field-of-fact-members = Membres
field-of-fact-partnership = Partenariat
field-of-fact-pools = Mise en commun
field-of-fact-target = Objectif
field-of-fact-deadline = Échéance
field-of-fact-alliance = Alliance
field-of-fact-budget = Budget
field-of-fact-budget_approximate = Budget approximatif
field-of-fact-award = Lauréat
field-of-fact-campaign = Campagne
field-of-fact-call = Appel
field-of-fact-session = Session
field-of-fact-sessions = Sessions
field-of-fact-region = Région
field-of-fact-project = Projet
field-of-fact-countries = Pays
field-of-fact-quantity = Nombre
field-of-fact-unit = Unité
field-of-fact-on = Date
field-of-fact-names = Noms
field-of-fact-codes = Codes officiels
field-of-fact-parents = Appartient à
field-of-fact-population = Population
field-of-fact-amount = Montant
field-of-fact-approximate = Montant approximatif
field-of-fact-form = Nature
field-of-fact-givers = Donne
field-of-fact-recipients = Reçoit

## Imports
import-title = Importer
import-lead = Donnez des fichiers ou une adresse : vous voyez d’abord ce qui y est lu, puis vous décidez de l’importer.
import-by-file = Des fichiers
import-files = Fichiers
import-files-hint = Glissez-les ici ou choisissez-les : textes, pages, articles WordPress en JSON, tableaux, PDF, documents. Au plus { $files } fichiers de { $count } Mo chacun.
import-by-address = Une adresse
import-address = Adresse
import-address-hint = Celle d’un site WordPress, d’un fil d’actualité ou d’une page, par exemple https://mairie.example/
import-address-problem = Écrivez l’adresse entière, qui commence par https:// ou http://
import-no-file = Choisissez au moins un fichier.
import-too-many = { $count ->
    [one] Pas plus d’un fichier à la fois : donnez les autres ensuite.
   *[other] Pas plus de { $count } fichiers à la fois : donnez les autres ensuite.
}
import-too-large = « { $name } » dépasse { $count } Mo : découpez-le en plusieurs fichiers. Rien n’a été gardé.
import-broke-off = L’envoi s’est interrompu ou dépassait la taille permise : envoyez moins de fichiers à la fois.
import-rights = À qui sont ces documents, et qu’en publier ?
import-rights-quotation = à d’autres : de courtes citations
import-rights-own = à nous : le texte entier
import-look = Lire sans rien écrire
import-nothing-written = Rien n’entre au registre avant que vous ne l’ayez confirmé ; ce qui est importé attend ensuite une relecture. Ce qui n’est pas confirmé est effacé après sept jours.
import-before = Imports précédents
import-none = Rien n’a encore été importé ici. Commencez par un fichier ou une adresse, ci-dessus.
import-forgotten = Import d’une version antérieure
import-schedules = Importés régulièrement
import-next = prochaine fois :
import-schedule-end = Ne plus importer
import-schedule-again = L’importer de nouveau régulièrement
import-done-dropped = C’est effacé : rien n’en a été importé.
import-done-forgotten = Retiré de la liste ; ce qui avait été importé reste.
import-done-unscheduled = Cette adresse n’est plus importée régulièrement. Ce qui l’a été reste au registre.
import-done-scheduled = Cette adresse est de nouveau importée régulièrement.
import-meanwhile = L’import avait changé d’état entre-temps : voici où il en est.
import-state-waiting = attend son tour
import-state-reading = lecture en cours
import-state-running = import en cours
import-state-stopping = s’arrête
import-state-stopped = arrêté
import-state-failed = a échoué
import-state-to-confirm = à confirmer
import-state-done = importé
import-stopped = Arrêté comme demandé. Ce qui a été importé reste ; reprendre continue là où il s’est arrêté.
import-stop = Arrêter
import-resume = Reprendre
import-repeat = Importer de nouveau
import-drop = Effacer sans importer
import-forget = Retirer de la liste
import-to-review = Relire les affirmations
import-found = Ce qui a été lu
import-unreadable = Ce document ne peut pas être lu.
import-known = Une source du même nom est déjà au registre : ce document en deviendra le nouvel état.
import-known-link = La voir
import-remarks = { $count ->
    [one] Une remarque
   *[other] { $count } remarques
}
import-rest = { $count ->
    [one] Un autre document sera lu pendant l’import.
   *[other] { $count } autres documents seront lus pendant l’import.
}
import-pages = { $count ->
    [one] Le site a une seule page d’articles.
   *[other] Le site a { $count } pages d’articles : seule la première est montrée ici, toutes seront importées.
}
import-every = Importer cette adresse
import-every-once = une seule fois
import-every-daily = maintenant, puis chaque jour
import-every-weekly = maintenant, puis chaque lundi
import-every-monthly = maintenant, puis chaque premier du mois
import-confirm = Importer
import-problems = Problèmes et remarques
import-told = Déroulement
told-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
told-claims = { $count ->
    [one] { $count } affirmation
   *[other] { $count } affirmations
}
told-problems = { $count ->
    [one] { $count } problème
   *[other] { $count } problèmes
}
told-mentions = { $count ->
    [one] { $count } nom reconnu ou cherché
   *[other] { $count } noms reconnus ou cherchés
}
told-kind-partnership = { $count ->
    [one] { $count } partenariat
   *[other] { $count } partenariats
}
told-kind-award = { $count ->
    [one] { $count } lauréat
   *[other] { $count } lauréats
}
told-kind-funding = { $count ->
    [one] { $count } financement
   *[other] { $count } financements
}
told-kind-delivery = { $count ->
    [one] { $count } envoi
   *[other] { $count } envois
}
told-kind-support = { $count ->
    [one] { $count } soutien
   *[other] { $count } soutiens
}
told-kind-event = { $count ->
    [one] { $count } rencontre
   *[other] { $count } rencontres
}
told-no-claims = aucune affirmation
told-preview-document = N° { $number } lu : { $source } ({ $claims ->
    [one] { $claims } affirmation
   *[other] { $claims } affirmations
})
told-import-unchanged = Page { $page } sur { $pages } : inchangée depuis la dernière fois
told-import-page = Page { $page } sur { $pages } : { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}
told-import-document = N° { $number } importé : { $source } ({ $claims ->
    [one] { $claims } affirmation nouvelle
   *[other] { $claims } affirmations nouvelles
})
told-import-nothing-new = N° { $number }, rien de nouveau : { $source }
told-problem = N° { $number }, { $source } : { $why }
told-at-line = ligne { $line } : { $what }
problem-empty = le fichier est vide.
problem-too-large = le fichier a { $bytes } octets, plus que les { $limit } qui sont lus : découpez-le.
problem-too-many-lines = le texte a plus de { $limit } lignes : découpez-le en plusieurs fichiers.
problem-not-text = ce n’est ni un texte, ni une page, ni un tableau, ni un document qui se lit ici.
problem-invalid-json = ligne { $line }, colonne { $column } : le JSON contient une faute. Corrigez-la à cet endroit ou demandez de nouveau le fichier.
problem-truncated-json = le JSON s’interrompt à la ligne { $line }, colonne { $column } : demandez de nouveau le fichier entier.
problem-not-word-press = ce JSON n’est pas un article WordPress : donnez la réponse de /wp-json/wp/v2/posts.
problem-no-content = l’article n’a pas de contenu : il est peut-être protégé par un mot de passe.
problem-unknown-format = cette sorte de fichier ne se lit pas : donnez les pages elles-mêmes, en HTML ou en JSON de WordPress.
problem-sheet = le tableau ne s’ouvre pas : enregistrez-le de nouveau en XLSX, ODS ou CSV.
problem-stumbled = le programme a trébuché sur ce document ; son journal dit où.
problem-office = le fichier ne s’ouvre pas : enregistrez-le de nouveau en DOCX, ODT, XLSX, ODS ou CSV.
problem-too-costly = le lire prend plus de { $seconds } s ou trop de mémoire : ouvrez-le et enregistrez-le de nouveau, ou en plusieurs parties.
problem-pdf = { $fault ->
    [encrypted] le PDF ne s’ouvre qu’avec un mot de passe : enregistrez-le sans.
    [no_text] le PDF n’a pas de texte, seulement des images : passez-le d’abord par une reconnaissance de caractères (OCR).
    [too_long] le PDF a plus de texte qu’il n’en est lu : découpez-le en plusieurs fichiers.
    [no_reader] les PDF sont lus par pdftotext, qui n’est pas installé : l’administrateur peut installer le paquet poppler-utils.
   *[damaged] le PDF est abîmé : ouvrez-le et enregistrez-le de nouveau, ou donnez son texte.
}

# Editing a fact
edit-title = Modifier : { $name }
edit-link = Modifier
edit-lead = Ce que vous modifiez ici reste, quoi que disent les lectures suivantes des sources, jusqu’à ce que vous leur rendiez le champ.
edit-optional = facultatif
edit-save = Enregistrer
edit-conflict = Quelqu’un a enregistré une autre version pendant que ce formulaire était ouvert. Sous chaque champ que vous avez modifié tous les deux figure la valeur actuelle ; votre saisie est restée dans le formulaire. Enregistrez à nouveau ce qui doit rester.
edit-stands = Valeur actuelle : { $name }
edit-empty = vide
edit-yes = oui
edit-no = non
edit-held = Maintenu à la main
edit-release = Rendre aux sources
edit-done-saved = Enregistré.
edit-done-released = Le champ suit à nouveau les sources.
edit-done-nothing = Rien n’a été modifié.
edit-hint-money = Le montant, puis la devise : 64 039,50 EUR
edit-hint-country = Deux lettres : FR, UA, DE
edit-problem-empty = Remplissez ce champ.
edit-problem-long = 500 caractères au plus.
edit-problem-money = Écrivez un montant et une devise, par exemple 64 039,50 EUR.
edit-problem-number = Écrivez un nombre entier.
edit-problem-day = Écrivez une année, un mois ou un jour : 2023, 2023-05 ou 2023-05-14.
edit-problem-country = Écrivez deux lettres, par exemple FR.
edit-problem-word = Choisissez dans la liste.

# Retention
retention-title = Durée de conservation
retention-lead = Les comptes restent jusqu’à ce que leur titulaire les efface. Le reste disparaît de lui-même :
retention-of-account_event = Ce qui est arrivé à un compte
retention-of-confirmation_request = Dates des demandes de confirmation d’un partenariat
retention-of-account_session = Les connexions, après la session
retention-of-accreditation = Qui a parlé pour une ville, après la décision
retention-of-ceremony = Une connexion commencée
retention-of-invitation = Les invitations, après leur expiration
retention-of-kept_form = La saisie en cours quand une session se termine
retention-of-once = Les réponses aux requêtes avec clé
retention-of-one_time_link = Les liens des courriels, après leur expiration
retention-of-rate_limit = Les tentatives comptées
retention-of-reviewer_session = Les sessions des relecteurs de la première version
retention-years = { $count ->
    [one] un an
   *[other] { $count } ans
}
retention-days = { $count ->
    [0] une nuit au plus
    [one] { $count } jour
   *[other] { $count } jours
}

menu-statistics = Statistiques
statistics-title = Statistiques
statistics-lead = Ce que l’atlas sait des coopérations entre collectivités, compté à l’instant.
statistics-by-year = Partenariats par année
statistics-by-country = Partenariats par pays
statistics-by-kind = Partenariats par nature
statistics-by-theme = Partenariats par thème
statistics-by-status = Partenariats par état
statistics-by-age = Dernier signe de vie des partenariats en cours
statistics-by-region = Partenariats par région
statistics-by-award-region = Lauréats par région
statistics-head-year = Année
statistics-head-country = Pays
statistics-head-kind = Nature
statistics-head-theme = Thème
statistics-head-status = État
statistics-head-age = Dernière étape connue
statistics-head-region = Région
statistics-head-award-region = Région
statistics-awards = Lauréats
statistics-region-lead = La région, l’oblast ou le Land où les listes officielles placent une autorité. Un partenariat compte dans chaque région où il a une partie.
statistics-age-lead = L’année de la dernière étape datée : signature, renouvellement, confirmation.
statistics-age-0 = cette année
statistics-age-2 = il y a un à deux ans
statistics-age-5 = il y a trois à cinq ans
statistics-age-10 = il y a six à dix ans
statistics-age-older = il y a plus de dix ans
statistics-age-undated = aucune étape datée
statistics-money = Argent
statistics-what = Montants
statistics-number = Nombre
statistics-sum = Somme
statistics-budgets = Budgets des projets
statistics-targets = Objectifs des campagnes
statistics-grants = Subventions
statistics-method = Un partenariat compte une fois pour chaque pays de ses membres ; l’année est celle de la signature, à défaut celle de la création. Toutes les lignes :
chart-table = Les chiffres en tableau
pair-over = Deux collectivités qui coopèrent
pair-link = La page des deux collectivités
pair-since =
    { $precision ->
        [day] depuis le { $name }
       *[other] depuis { $name }
    }
pair-distance = { $name } km à vol d’oiseau
pair-population = { $count ->
    [one] { $count } habitant
    *[other] { $count } habitants
}

# Lire un texte
read-title = Lire un texte
read-lead = Collez un texte : une actualité, une délibération, une liste de lauréats. Le site y marque chaque collectivité nommée, la relie à son code officiel et dit, raisons à l’appui, ce que le texte affirme.
read-text = Texte à lire
read-hint = { $count } ko au plus, soit une centaine de pages. Une page HTML ou la réponse JSON de WordPress conviennent aussi.
read-button = Lire le texte
read-privacy = Rien de ce que vous collez n’est conservé ni inscrit dans un journal : le texte est oublié dès que la réponse est faite.
read-address-lead = Une adresse à aller lire ? Les personnes qui administrent le site les importent ici :
read-again = Lire un autre texte
read-nothing = Aucune collectivité n’a été reconnue dans ce texte.
read-correct-lead = Un nom est mal compris ? Choisissez ce qu’il désigne : les affirmations suivront.
read-means = « { $name } » désigne
read-as-read = comme la machine l’a lu
read-none = aucune collectivité
read-correct = Corriger
read-json = Télécharger en JSON
read-in = Le même résultat en :
read-more-names = { $count ->
    [one] Seul le premier nom se corrige ici ; le fichier JSON les contient tous.
   *[other] Seuls les { $count } premiers noms se corrigent ici ; le fichier JSON les contient tous.
}
read-about-language = Langue
read-empty = Collez d’abord un texte.
read-address = C’est une adresse, que cette page ne va pas chercher : collez le texte lui-même.
read-too-long = Le texte dépasse { $count } ko : collez-en une partie à la fois.
read-busy = D’autres textes sont en cours de lecture. Renvoyez le vôtre dans quelques secondes.
read-too-often = { $count ->
    [one] Trop de textes sont venus de votre adresse. Renvoyez celui-ci dans une seconde.
   *[other] Trop de textes sont venus de votre adresse. Renvoyez celui-ci dans { $count } secondes.
}
read-too-slow = La lecture de ce texte prend trop de temps : collez-en une partie à la fois.
read-stumbled = La machine a échoué sur ce texte. Collez-en une partie à la fois pour trouver l’endroit.
read-unreadable = Ce texte ne peut pas être lu : { $name }
reason-chosen = Choisi par vous
language-de = allemand
language-es = espagnol
language-it = italien
language-pl = polonais
language-pt = portugais
language-ru = russe
language-other = autre langue

# Page de l’API
api-page-title = API
api-page-lead = Tout ce que le registre publie, en JSON, pour les programmes. Sans clé ni compte : il suffit de demander.
api-page-openapi = La même description pour les machines : OpenAPI 3.1
api-page-start = Premiers pas
api-page-step-list = Les partenariats en cours avec l’Ukraine, deux à la fois :
api-page-step-name = Les collectivités qu’un nom peut désigner, quelle que soit sa graphie :
api-page-step-changes = Ce qui a changé depuis une position ; gardez « next » et redemandez plus tard :
api-page-step-etag = Seulement si cela a changé : sinon la réponse 304 ne coûte rien à personne. L’étiquette est celle de la réponse précédente :
api-page-step-file = Tout en un fichier, plutôt que ligne à ligne :
api-page-rules = Règles
api-page-rule-parts = Une liste vient par parties : la valeur de « next » se donne dans « after » jusqu’à ce qu’elle soit nulle.
api-page-rule-changes = Pour suivre le registre, lisez le fil des changements : il ne manque rien et ne répète rien.
api-page-rule-problems = Les erreurs sont des documents application/problem+json (RFC 9457) qui disent quoi faire.
api-page-rule-browsers = Les pages d’autres sites peuvent lire l’API, les fichiers et les flux depuis un navigateur (CORS).
api-page-rule-stable = Sous /api/v1, rien n’est renommé ni retiré : on ne fait qu’ajouter des champs. Ce qui n’est pas connu est nul.
api-page-limit = { $count } requêtes par minute et par adresse, { $key } avec une clé de votre compte. L’en-tête RateLimit dit ce qu’il en reste ; au-delà, 429 et Retry-After.
api-page-unlimited = Le nombre de requêtes n’est pas limité ; restez raisonnables.
api-page-reference = Référence
api-page-english = Les noms et les descriptions des champs sont en anglais dans toutes les langues.
api-page-needed = obligatoire
api-page-answer = Réponse :
api-page-or = ou
api-page-problems = Problèmes
api-page-schemas = Formes des réponses

data-filters = Une partie seulement ? Les fichiers des partenariats suivent les filtres de la liste, qui y mène :
data-selection = Télécharger cette sélection :
# Carte à intégrer
embed-title = Intégrer à votre site
embed-lead = Une petite carte des partenariats, toujours à jour, sans script ni traceur. Copiez ce code :
embed-code = Code à copier
embed-look = Voir la carte
card-partnerships = { $count ->
    [0] Aucun partenariat en cours connu
    [one] { $count } partenariat en cours
   *[other] { $count } partenariats en cours
}
card-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
card-source = Chaque fait avec sa source sur Jumelage
card-new-tab = (nouvel onglet)
