# The words of the interface, in English. One key per role: page-role.

## The site
language-name = English
language-locale = en_GB
language-fr = French
language-en = English
language-uk = Ukrainian
site-name = Jumelage
site-description = The open atlas of city-to-city cooperation: who works with whom, since when, why and with whose money, every fact with its source.
skip-link = Skip to content
languages-label = Languages
menu-label = Main menu
menu-own-label = Workbench
menu-partnerships = Partnerships
menu-authorities = Authorities
menu-programmes = Programmes and calls
menu-projects = Projects
menu-stories = Stories
menu-data = Data
menu-review = To review
menu-import = Import
foot-mission = An open register: every fact comes from a source that you can read for yourself.
attribution = Sources: INSEE COG 2026, DGCL, La Poste (Licence Ouverte 2.0); KATOTTG; GeoNames (CC BY 4.0); Natural Earth; the documents quoted.
unknown = not known
unknown-day = undated
colon = :
and-more =
    { $names } and { $count ->
        [one] one more
        *[other] { $count } more
    }
permanent-link = Permanent address
percent = { $number }%
money-sign = { $sign }{ $amount }
money-code = { $sign } { $amount }
about-amount = about { $name }
rate-per-inhabitant = { $amount } per inhabitant
rate-per-household = { $amount } per household
rate-per = { $amount } per { $unit }
text-machine = (machine translation)
text-stale = (translation of an older version)
list-heading = List
pager-label = More of the list
pager-first = Back to the start
pager-next = Next

## Home
home-title = Atlas
home-heading = The atlas of partner cities
home-lead = Towns, cities and hromadas that help one another: their partnerships, projects and money, each with its proof.
home-map = The map
home-table = Latest partnerships
home-all-partnerships = All partnerships
home-stories = Latest stories
home-calls = Calls for projects and results
home-ways = What you can do here
home-way-town = Find your town
home-way-town-why = Every authority has its page. Do you work for one? Speak for it there: confirm its partnerships and propose new ones.
home-way-read = Have a text read
home-way-read-why = Paste news or a council’s decision and see whom it names and what it claims.
home-way-data = Take the data
home-way-data-why = Everything as open files and by the API, with its sources.
count-partnerships = { $count ->
    [one] live partnership
    *[other] live partnerships
}
count-authorities = { $count ->
    [one] partner
    *[other] partners
}
count-countries = { $count ->
    [one] country
    *[other] countries
}
count-projects = { $count ->
    [one] project
    *[other] projects
}
count-sources = { $count ->
    [one] source read
    *[other] sources read
}
map-wait = The map is loading; the table says the same.
map-twin = Everything the map shows can also be read in the list of partnerships.
map-absent = The map needs its scripts, which are not installed here. The table that follows says the same.
map-noscript = The map needs JavaScript; the table says the same.
map-map = Map of partnerships
map-skip = Skip the map
map-load = Show the map
map-failed = The map could not be drawn; the table says the same.
map-approximate = approximate position
map-legend = Legend
map-more = See the page
map-zoom_in = Zoom in
map-zoom_out = Zoom out
map-close = Close
map-sources = Base map: Natural Earth
map-gesture_wheel = Ctrl + scroll to zoom
map-gesture_wheel_mac = ⌘ + scroll to zoom
map-gesture_touch = Two fingers to move the map
map-load-size = Show the map ({ $kilobytes } kB)
map-whole = Whole map
map-full_in = Full screen
map-full_out = Leave full screen
map-today = In force today
map-in_year = In force in { $year }
map-slider = Year
map-play = Play the years
map-pause = Pause
map-partnerships = Partnerships: { $count }
map-places = Places: { $count }
map-undated = Without a known date, not drawn: { $count }
map-unplaced = Without a known place, in the table only: { $count }
map-none = No partnership matches these filters.
map-cluster = several places, with the number of their partnerships
map-place = one place
map-mixed = of different statuses
map-strongest = The { $count } strongest of { $of } links are drawn; zoom in to see the others.
map-coarse = At this scale coasts and borders (1:50,000,000) are only approximate.
map-since = Since:
map-until = Ended:
map-rest = and { $count } more
map-closer = Zoom in here
map-cross = Arrows: move · + and −: zoom · Enter: open what is under the cross
map-nothing = Nothing under the cross; move the map with the arrow keys.

## Partnerships
partnerships-parties = One side
partnerships-partners = Other side
partnerships-partner = Partner
partnerships-beside = together with { $name }
partnerships-kind = Kind
partnerships-status = Status
partnerships-day = Date
partnerships-details = Details
partnerships-open = Details: { $name }
partnerships-none = No partnership matches.
partnerships-count = { $count ->
    [one] { $count } partnership
    *[other] { $count } partnerships
}
filter-country = Country
filter-all = All
filter-button = Filter
filters-title = Filter the map and the table
filters-clear = Clear the filters
filter-in-force = In force
filter-any = All, ended and refused ones too
filter-year = In force in
filter-money = Money
filter-money-known = Money is known
filter-theme = Theme
order-label = Order
order-newest = Newest first
order-oldest = Oldest first
order-names = By name
partnership-programme = Programme
partnership-left = On one side
partnership-right = On the other
partnership-life = Life line
partnership-no-step = No date is known.
partnership-why = Why these partners
partnership-no-why = No source says why these partners chose each other.
partnership-proof = Proof
partnership-reasons = How the machine read it
partnership-money = Money
partnership-coordinators = Coordination
proof-none = No proof is published.
quote-read-on = read on
quote-original = Original document
quote-in-text = See it in the text
evidence-derived = Worked out by the rule “{ $rule }” from: { $inputs }
ageing-since = Nobody has confirmed this partnership for more than two years (last sign: { $date }).
ageing-undated = No date says whether this partnership is still alive.
partnership-kind-twinning = twinning
partnership-kind-cooperation_agreement = cooperation agreement
partnership-kind-memorandum = memorandum
partnership-kind-friendship_declaration = friendship declaration
partnership-kind-letter_of_intent = letter of intent
partnership-kind-solidarity_partnership = solidarity partnership
partnership-kind-network = network
partnership-kind-project_partnership = project partnership
theme-culture = culture
theme-education = education and youth
theme-sport = sport
theme-health = health
theme-water = water and waste
theme-environment = environment
theme-economy = economy and tourism
theme-governance = local government
theme-reconstruction = reconstruction
theme-solidarity = solidarity
theme-rule = Themes are worked out from the words of a partnership, its projects, campaigns and actions; it may have several, or none.
theme-told-by = from “{ $name }”
status-sought = sought
status-offered = offered
status-explored = explored
status-announced = announced
status-voted = voted
status-signed = signed
status-active = active
status-dormant = dormant
status-suspended = suspended
status-refused = refused
status-ended = ended
step-first_contact = First contact
step-announced = Announced
step-established = Established
step-voted = Voted
step-signed = Signed
step-transmitted = Transmitted to the State
step-confirmed = Confirmed
step-renewed = Renewed
step-ended = Ended
step-deadline = Deadline
step-held = Held
step-delivered = Delivered
role-lead = lead
role-partner = partner
role-member = member

## Authorities
authorities-lead = Every authority that a fact of the register names. The others have their page too: search for them by name or code.
authorities-count = { $count ->
    [one] { $count } authority
    *[other] { $count } authorities
}
authority-name = Name
authority-kind = Kind
authority-partnerships = Partnerships
authority-past = Partnerships considered or ended
authority-within = Newest partnerships of towns in this region
authority-no-partnership = No partnership is known yet.
authority-find = Find in the sources
authority-parents = Part of
authority-successor = This authority no longer exists in this form; its successor is:
authority-merged = This authority was merged into another one:
authority-merged-on = This authority was merged into another one ({ $name }):
authority-split = This authority was divided; one of those that followed it:
authority-split-on = This authority was divided ({ $name }); one of those that followed it:
authority-occupied = Temporarily occupied territory, by the official list.
authority-projects = Projects
authority-awards = Calls won
authority-money = Pooled money
authority-actions = Actions
authority-stories = Stories
authority-sources = Sources that name it
authority-identity = Facts
authority-code = Official code
authority-siret = SIRET
authority-wikidata = Wikidata
authority-population = Inhabitants
authority-point = Coordinates
authority-approximate = approximate, worked out from neighbours
authority-names = Names
authority-more-names = { $count ->
    [one] { $count } more name
    *[other] { $count } more names
}
authority-data = Data
name-of-hromada = { $name }
name-use-official = official
name-use-transliteration = transliteration
name-use-exonym = foreign name
name-use-short = short form
name-use-former = former name
name-use-alias = other spelling
organisation-association = association
organisation-state = State body
organisation-network = network
organisation-other = body
organisation-nothing = No published fact concerns this body yet.
share-proposed = proposed
share-voted = voted
share-transmitted = transmitted to the prefect
share-called = called
share-paid = paid

## Programmes and calls
programmes-title = Programmes and calls for projects
programmes-lead = What brings partners together, and what funds them.
programmes-matching = Programmes
programmes-none = No programme is known yet.
programme-over = Programme
programme-matched = Partnerships of the programme
programme-partnerships = { $count ->
    [one] { $count } partnership
    *[other] { $count } partnerships
}
calls-none = No call for projects is known yet.
call-over = Call for projects
call-laureates = { $count ->
    [one] { $count } laureate
    *[other] { $count } laureates
}
call-session = Session { $count }
call-lead = Lead authority
call-partner = Partner
call-project = Project
call-source = See it in the source
call-no-region = Region not stated
call-nothing = No result is published.

## Alliances, campaigns, projects, actions
alliance-over = Alliance
alliance-of = Alliance of { $name }
alliance-members-count = { $count ->
    [one] { $count } member
    *[other] { $count } members
}
alliance-serves = The partnership
alliance-pool = Pool
alliance-computed = At the official populations
alliance-stated = As the source states
alliance-both = Both figures stand side by side: neither corrects the other.
alliance-incomplete = The population of at least one member is not known: the computed total is too low.
alliance-table = Share of each member
alliance-member = Member
alliance-share = Share
alliance-state = State of the share
alliance-total = Total
campaigns-title = Campaigns
campaign-over = Campaign
campaign-target = Target: { $name }
campaign-goal = Target
campaign-deadline = Deadline
campaign-ended = deadline passed
grants-title = Grants
grants-given = Grants given
grants-received = Grants received
grant-over = Grant
grant-from-to = { $giver } → { $recipient }
grant-amount = Amount
grant-day = Date
grant-givers = Gives
grant-recipients = Receives
grant-form-cash = in cash
grant-form-in_kind = in kind
projects-lead = What partners do together.
projects-none = No project is known yet.
project-over = Project
project-award = awarded by
project-parties = Who carries it
project-budget = Stated budget
project-status-planned = planned
project-status-active = under way
project-status-completed = completed
project-status-cancelled = cancelled
action-kind-delivery = Delivery
action-kind-stay = Stay
action-kind-event = Event
action-kind-support = Support
action-role-giver = giver
action-role-beneficiary = beneficiary
action-role-host = host
action-role-supporter = supporter
action-role-participant = participant

## Stories and sources
stories-lead = What partners tell.
stories-none = No story is published yet.
story-over = Story
story-source = See how this text was read
story-picture = Picture:
story-quoted = The rights of this text allow short quotes only: read it at its publisher’s.
story-named = Authorities named
story-partnerships = Partnerships that this story proves
sources-title = Sources
sources-lead = The documents that the register has read. Every fact leads to one of them.
sources-none = No source has been read yet.
source-over = Source
source-found =
    { $mentions ->
        [one] { $mentions } name
        *[other] { $mentions } names
    }, { $claims ->
        [one] { $claims } claim
        *[other] { $claims } claims
    }
source-names-it = { $count ->
    [one] named { $count } time
    *[other] named { $count } times
}
source-text = The text as read
source-quoted = The rights of this document allow short quotes only. The whole text is for reviewers.
source-shortened = The text goes on: only its beginning is shown here.
source-claims = { $count ->
    [one] { $count } claim
    *[other] { $count } claims
}
source-mentions = { $count ->
    [one] { $count } name found
    *[other] { $count } names found
}
source-remark = Remark:
source-engine = Reader version
legend-name = name recognised
legend-claim = claim
legend-remark = remark
format-word_press = WordPress post
format-news_list = news list
format-communique = communiqué
format-text = text
format-html = web page
format-sheet = sheet
format-feed = feed
format-statement = statement
rights-own = A document of the project, shown whole.
rights-licensed = Shown under the licence { $licence }, { $holder }.
rights-quotation = A quoted document: short extracts and a link.
mention-text = As written
mention-body = Recognised as
mention-verdict = Verdict
mention-reasons = Reasons
verdict-one = recognised
verdict-several = several possible
verdict-unknown = unknown
claim-kind-partnership = Partnership
claim-kind-award = Award
claim-kind-funding = Funding
claim-kind-delivery = Delivery
claim-kind-support = Support
claim-kind-event = Event
claim-state-waiting = waits for review
claim-state-accepted = accepted
claim-state-rejected = rejected
claim-state-superseded = superseded
fact-parties = Parties
fact-others = Others
fact-written = written “{ $name }”
fact-dates = Dates
fact-amount = Amount
fact-base = Stated number
fact-quantity = Quantity
fact-title = Title
fact-region = Region
fact-programme = Programme
fact-call = Call
fact-place = Place
fact-why = Reason
remark-deduction_from_income = The text speaks of a deduction from taxable income; in France a gift reduces the tax itself (articles 200 and 238 bis of the CGI). The quote is kept; it is no rule.
remark-table_without_known_headings = A table has no known headings: { $headings }
remark-unreadable = The document could not be read: { $message }
remark-encoding_assumed = The file does not name its encoding: { $encoding } was assumed.
remark-undecodable_bytes = Some bytes mean nothing in the encoding { $encoding } and were replaced.
remark-control_characters = Control characters were replaced.
remark-language_disagrees = The file says its language is “{ $stated }”, the text is in “{ $found }”.
remark-excerpt_in_other_language = The summary is in another language than the text.
remark-unreadable_date = Unreadable date: { $written }
remark-empty_item = A dated item has no text.
remark-post_without_content = A post without content was left out.
remark-not_a_post = An element of the list is no post.
remark-truncated_list = The list breaks off; what stands before was kept.
remark-html_stripped = The page is too tangled: its tags were merely stripped.
remark-row_width = Row { $row } has not the expected number of cells.
remark-header_repeated = The headings are repeated on a new page.
remark-heading_unknown = The first row has no known heading; it was kept.
remark-other_sheets = Other sheets of the workbook were not read.
remark-picture_missed = A picture could not be had: { $why }
remark-other = Remark of the reader: { $name }

## Why the machine says so
reason-unknown = Reason noted under the code “{ $name }”
reason-inflected_name = The name is that of the list, in an inflected form
reason-short_name = Shortened name of “{ $name }”
reason-accepted = Accepted by a person
reason-corrected = Corrected and accepted by a person
reason-accepted_together = Accepted by a person together with others of the source
reason-stated = Stated by a party
reason-exact_name = The name is that of the official list
reason-folded_name = The name is that of the list, but for accents and hyphens
reason-fuzzy_name = Written “{ $written }”, close to “{ $name }”
reason-short_form_of = Short form of “{ $long }”
reason-acronym = Acronym “{ $written }”
reason-type_word = The word “{ $word }” says what kind of body is meant
reason-typed_elsewhere = Named with its title elsewhere in the text: { $name }
reason-country_given = The country is given: { $country }
reason-region_given = The region is given: { $region }
reason-mixed_alphabets = Letters of two alphabets are mixed in “{ $written }”: it looks like the name and is spelled otherwise
reason-near = { $km } km from { $other }, named in the same text
reason-named_with = Named with { $other }
reason-population = { $inhabitants } inhabitants
reason-only_candidate = No other body bears this name
reason-former_name = Former name
reason-alias = Spelling noted from a cited source
reason-transliteration = Transliteration of the official name
reason-hromada_of_city = The city stands for its hromada here
reason-verb = The word “{ $word }” says so
reason-date_in_sentence = The date stands in the same sentence: { $date }
reason-one_list = The names form one list
reason-laureate_line = A line of the list of laureates
reason-table_row = One row of the table (no. { $row })
reason-heading = The heading says so: { $heading }
reason-footnote_list = Footnote { $marker }
reason-approximate = The text says “about”
reason-programme_named = The programme is named: { $programme }
reason-why_given = The text says why
reason-document_countries = The document speaks of { $countries }
reason-lowercase_penalty = Written without a capital: less certain
reason-ambiguous = { $count } bodies bear this name
reason-amount_word = The word “{ $word }” names this amount
reason-duration = Duration: { $quantity } { $unit }
reason-stated_number = The text gives the number: { $count }
reason-trusted_source = Trusted source, accepted by rule

## Search
search-label = Search for a town, a code, a project
search-placeholder = Town or code…
search-button = Search
search-title = Search
search-title-for = Search: { $name }
search-how = Write a name as it comes to you, in any alphabet, or an official code.
search-count = { $count ->
    [one] { $count } result
    *[other] { $count } results
}
search-nothing = Nothing matches. Try one word fewer, or another spelling.
search-bodies = Authorities and bodies
search-others = In the register
why-name = name:
why-code = code:
why-title = title:
why-party = party:
why-reason = reason:
why-kind = kind:
why-programme = programme:
why-done = acts:
why-text = text:
found-sort-authority = Authorities
found-sort-organisation = Bodies
found-sort-partnership = Partnerships
found-sort-project = Projects
found-sort-call = Calls
found-sort-programme = Programmes
found-sort-alliance = Alliances
found-sort-campaign = Campaigns
found-sort-story = Stories
found-sort-source = Sources
search-very-many = More than 20,000 results: here are the best.
search-mended = Nothing in the register contains “{ $asked }”. Here is what contains “{ $read }”.
search-some-words = Nothing in the register contains all these words. Here is what contains some of them.
search-unready = { $count ->
    [one] The search index is being made anew: { $count } record is still to be read, results may be missing.
    *[other] The search index is being made anew: { $count } records are still to be read, results may be missing.
}
search-by-sort = By kind
search-by-country = By country
search-suggestions = Suggestions
found-spelling = another spelling of { $name }
found-partnerships = { $count ->
    [one] { $count } partnership
    *[other] { $count } partnerships
}
found-organisation = body

## Errors
error-title-missing = There is no page at this address
error-text-missing = The address may be incomplete, or the page never existed.
error-advice-missing = Search for what you wanted to read: the name of a town or a code is enough.
error-title-several = Several authorities have this name
error-text-several = The address gives a name, and more than one authority is called that.
error-advice-several = Choose one of these, or search by code or country.
error-title-unnamed = No authority has exactly this name
error-text-unnamed = The address gives a name that we do not know in this spelling. Near it are:
error-advice-unnamed = If none of these is meant, search by another name or by the official code.
error-title-uncoded = No authority has this code
error-text-uncoded = The code has the right form, or nearly, but no authority of our lists has it. One digit off are:
error-advice-uncoded = If none of these is meant, search by name.
error-title-gone = This page was withdrawn
error-text-gone = This fact stood here and does so no more: its source changed or a review set it aside.
error-advice-gone = Search for it by the names of its partners.
error-title-invalid = The request is not valid
error-text-invalid = The form or the address says something impossible.
error-advice-invalid = Go back and check what you entered.
error-title-forbidden = This page is not for this account
error-text-forbidden = You are signed in, but what you ask for belongs to other people.
error-advice-forbidden = If it should be yours, write to whoever administers this register.
error-title-ours = Something failed on our side
error-text-ours = The page could not be made. The incident is noted.
error-advice-ours = Try again in a while; if it lasts, give us the number below.
error-title-full = No room for new entries
error-text-full = What you sent was not kept: the server’s disk is full. Everything can still be read.
error-advice-full = Go back, keep what you entered, and send it again in a while; the administrators see this in their log.
error-title-busy = The register is busy
error-text-busy = What you sent was not kept: the place where the register keeps its data does not answer at the moment. Everything can still be read.
error-advice-busy = Go back and send it again in a few seconds; what you entered is still in the form.
error-report = Report number:
error-search = Search the atlas
error-home = Go to the atlas

## Review
review-title = Claims to review
review-greeting = Hello { $name }.
review-count = { $count ->
    [0] No claim waits.
    [one] { $count } claim waits.
    *[other] { $count } claims wait.
}
review-keys = On the keyboard: j and k move between claims, a accepts, c opens the correction, r goes to the reason of a rejection, t takes the source or gives it back.
review-correct = Correct
review-corrected = Corrected and accepted: the fact is published.
review-sources = Where claims wait
review-since = read on
review-kind = Kind of claim
review-every-kind = Every kind
review-order = Order
review-order-source = Yours first, by source
review-order-old = The oldest first
review-order-sure = The surest first
review-order-unsure = The least sure first
review-show = Show
review-all = Show everything
review-waiting = { $count ->
    [one] one claim
   *[other] { $count } claims
}
review-together = Accept all claims of this source read with at least this confidence, in per cent
review-together-button = Accept them together
review-together-done = { $count ->
    [0] No claim of this source is that sure and complete.
    [one] One claim was accepted.
   *[other] { $count } claims were accepted.
}
review-together-undone = { $count ->
    [0] Nothing was left to undo.
    [one] Undone: one claim waits again.
   *[other] Undone: { $count } claims wait again.
}
review-accept = Accept
review-reject = Reject
review-reason = Reason of the rejection
review-undo = Undo this decision
review-accepted = Accepted: the fact is published.
review-rejected = Rejected.
review-undone = Decision undone: the claim waits again.
review-meanwhile = This claim was decided meanwhile.
review-incomplete = This claim cannot be published yet: a party, an amount or a call is not known.
review-edited = A person has since edited a fact that only this claim supports: undo that edit first.
review-reason-needed = A rejection needs a reason.
review-nothing = Nothing waits for review.
assignments-title = Who reviews what
assignments-lead = A source with claims that wait can be taken: others then see whose it is. Everybody may decide all the same.
assignment-take = Take
assignment-back = Give back
assignment-give = Give
assignment-take-label = Take: { $name }
assignment-back-label = Give back: { $name }
assignment-give-label = Give: { $name }
assignment-mine = Yours since { $name }
assignment-anothers = With { $name } since { $day }
assignment-anyway = You may decide all the same.
assignment-meanwhile = This source changed hands meanwhile. { $name }.
assignment-free-again = This source was given back meanwhile: it is nobody’s now.
assignment-no-reviewer = This person may not decide the claims of this source.
assignment-nobody = Nobody’s
queue-whose-mine = Yours
queue-whose-nobody = Nobody’s
queue-whose-all = Everything
queue-sources = { $count ->
    [one] one source
   *[other] { $count } sources
}
queue-oldest = the oldest read on

## Accounts
instant = { $day }, { $time } UTC
form-problems = There is a problem
form-kept = You are signed in again. What you had written is back; nothing has been sent yet.
field-email = E-mail address
field-password = Password
field-present-password = Present password
field-new-password = New password
field-password-hint = At least { $count } characters. A few unrelated words make a good password.
field-password-short = This password is too short: it needs at least { $count } characters.
field-password-long = This password is too long: at most { $count } characters.
field-password-guessable = This password can be guessed: avoid your name, your address and repetitions.
field-password-wrong = This is not your present password.
field-name = Display name
field-name-hint = The name that other people of the register see.
field-name-problem = Give a name of at most { $count } characters.
sign-in-title = Sign in
sign-in-button = Sign in
sign-out-button = Sign out
sign-in-help = Reading the register needs no account. Accounts are for authorities and for the people who keep the register.
sign-in-needed = Sign in to go on.
sign-in-interrupted = Your session has ended. Sign in again: nothing that you wrote is lost.
sign-in-wrong = The address and the password do not belong together.
sign-in-too-often = { $count ->
    [one] Too many attempts. Try again in a minute.
    *[other] Too many attempts. Try again in { $count } minutes.
}
sign-in-link-lead = This link opens a session for { $name }. It works once.
sign-in-link-spent = This link opens nothing any more: it has been used, or its time is over.
session-means-password = by password
session-means-link = by a link
session-means-provider = through another service
session-means-passkey = by a passkey
platform-role-programme_officer = Programme officer
platform-role-reviewer = Reviewer
platform-role-moderator = Moderator
platform-role-administrator = Administrator
account-title = My account
account-lead = Hello { $name }.
account-profile = Profile
account-roles = Roles
account-language = Language of messages
account-save = Save
account-password-button = Change the password
account-sessions = Open sessions
account-session-here = this session
account-session-opened = opened on { $name }
account-session-end = End
account-session-end-label = End the session: { $name }
account-sessions-end = End all others
account-device-unknown = Unknown device
account-data = Your data
account-data-text = Everything that the register knows about you, in a file that a machine can read.
account-data-button = Download a copy
account-erase = Erase my account
account-erase-text = Your name, address, sessions and roles are gone at once and do not come back. What you decided stays in the log, without your name.
account-erase-email = To confirm, write your e-mail address
account-erase-other = This is not the address of this account.
account-erase-button = Erase for good
account-done-profile = Profile saved.
account-done-password = Password changed; your other sessions have ended.
account-done-session = Session ended.
account-done-sessions = All other sessions have ended.
sign-in-forgotten = Forgotten your password?
field-email-problem = Give an address of the form name@domain, without spaces.
register-title = Open an account
register-lead = A mail will bring you a link for choosing your password. Only then does the account exist.
register-button = Send me the link
register-known = I have an account already
reset-title = Choose a new password
reset-lead = Give the address of your account: a mail will bring you a link that works for half an hour.
reset-button = Send me the link
reset-choose = Save this password
reset-choose-lead = Choose a password that you use nowhere else. You will be signed in at once.
mail-sent = If everything is in order, a mail arrives within minutes. Follow the link in it; look among the junk mail, too.
evidence-person = a person of the register

## Speaking for a body
menu-accreditations = Accreditations
menu-accounts = Accounts
member-role-reader = Reader
member-role-editor = Editor
member-role-manager = Manager
member-may-reader = Sees what is not public.
member-may-editor = Sees what is not public, states and proposes on its behalf.
member-may-manager = Sees what is not public, states and proposes on its behalf, and decides who is a member.
own-bodies = My authorities
own-bodies-none = You do not speak for any authority yet. Look for yours; its page leads to the request.
own-bodies-find = Find an authority:
speak-question = Do you work there?
speak-link = Speak for it
speak-title = Speak for { $name }
speak-lead = Whoever speaks for a body can confirm its partnerships, propose new ones and answer proposals. There are two ways to it:
speak-by-domain = Your mail address ends in an official domain of the body: the answer comes at once.
speak-own-address = Yours: { $name }.
speak-unverified = It is not verified yet; ask for a new password by mail to verify it.
speak-by-letter = Otherwise a signed letter, or a moderator who knows you: a moderator looks at your request.
speak-letter = Where is the signed letter?
speak-letter-hint = Its address on the body’s site, or when and to whom you sent it. Leave empty if your mail address suffices.
speak-button = Ask
speak-waiting = Request of { $date }: it waits for a moderator.
speak-accepted = Request of { $date }: accepted.
speak-refused = Request of { $date }: refused. You may ask again.
speak-member = You speak for it already.
speak-desk = Open its desk
desk-over = Desk of its members
desk-lead-moderator = You see this desk as a moderator.
desk-public = Public page
desk-members = Members
members-title = Members: { $name }
members-none = Nobody speaks for it yet.
members-you = you
members-role = Role
members-role-label = Role of { $name }
members-change = Change
members-remove = Remove
members-remove-label = Remove { $name } from the members
members-invite = Invite somebody
members-invite-email = E-mail address
members-invite-button = Send the invitation
members-already = This person is a member already.
members-invited = Invitations that wait
members-until = until { $name }
members-withdraw = Take back
members-withdraw-label = Take back the invitation of { $name }
members-leave = Stop speaking for it
members-leave-text = You will not see this desk any more. Whoever manages the members can invite you again.
members-leave-button = Leave
invitation-title = Invitation: { $name }
invitation-lead = You are invited to take part for { $name }. Your role:
invitation-known = This address has an account already. Sign in to accept.
invitation-as = You accept as { $name }.
invitation-new = Choose your name and a password: the account is opened at once.
invitation-accept = Accept the invitation
accreditations-title = Accreditations
accreditations-lead = Who asks to speak for whom. Check the letter, or call the body on a number that you found yourself.
accreditations-none = No request waits.
accreditations-verified = address verified
accreditations-unverified = address not verified
accreditations-no-letter = No letter is named.
accreditations-accept = Accept: this person manages
accreditations-refuse = Refuse
accreditations-reason = Reason of the refusal ({ $name })
accreditations-reason-missing = A refusal needs a reason: the person will read it.
accreditations-decided = Recent decisions
proof-domain = Proof: mail domain.
proof-letter = Proof: letter or check.
proof-moderator = Proof: a moderator’s word.
domains-title = Official mail domains
domains-lead = A verified address that ends so proves at once that the person speaks for the body. A domain shared by several bodies proves nothing.
domains-add = Add a domain
domains-add-button = Add
domains-domain = Domain
domains-domain-hint = What stands behind the @, for example mairie-exemple.fr
domains-domain-problem = This is no domain. Write what stands behind the @.
domains-body = Whose is it?
domains-body-hint = Its name or code, for example fr-com-94041
domains-source = Who says so?
domains-source-hint = The address of an official page, a letter, a call
domains-source-problem = Say how you know.
domains-find = Find a domain:
domains-none = No domain is noted.
domains-drop = Remove…
domains-drop-label = Remove { $name }
domains-more = Domains not shown: { $count }. Narrow the search.
accounts-title = Accounts
accounts-find = Name or address:
accounts-none = No account matches.
accounts-more = There are more: narrow the search.
accounts-blocked = blocked
accounts-created = Opened on
accounts-no-role = No role.
accounts-role = Give a role
accounts-role-of = { $role } (for { $name })
accounts-of = Only for what an organisation owns
accounts-of-hint = Name or key of the organisation; empty: the whole register
accounts-no-organisation = No organisation alone has this name or key.
accounts-give = Give this role
accounts-take = Take
accounts-take-label = Take the role: { $name }
accounts-not-yourself = Not for yourself: ask another administrator.
accounts-bodies = Speaks for
accounts-access = Access
accounts-block-text = A blocked account opens no session any more; those that are open stop at once. This can be undone.
accounts-block = Block this account
accounts-blocked-since = Blocked since { $name }.
accounts-unblock = Unblock
done-speaks = Your address proves it: from now on you speak for it.
done-asked = Request sent. A moderator will answer you by mail.
done-joined = Welcome: you are a member.
done-left = You do not speak for it any more.
done-invited = Invitation sent.
done-invitation-withdrawn = Invitation taken back: its link opens nothing any more.
done-role = Role changed.
done-removed = Removed from the members.
done-restored = Among the members again.
done-last-manager = Somebody has to manage the members: give this role to another member first.
done-meanwhile = This had changed in the meantime; here is how it stands.
done-accepted = Accepted: the person is told by mail.
done-refused = Refused: the person is told by mail.
done-undone = Decision undone: the request waits again.
done-domain-added = Domain added.
done-domain-dropped = Domain removed; who is a member stays one.
done-role-given = Role given.
done-role-taken = Role taken.
done-blocked = Account blocked; its sessions have ended.
done-unblocked = Account unblocked.
mail-speaker-waits-subject = A request waits: { $body }
mail-speaker-waits-text = At { $site } somebody asks to speak for { $body }. The request waits for your decision.
mail-speaker-waits-link = See the requests
mail-speaker-waits-after = You get this message because you moderate this site.
mail-accredited-subject = You now speak for { $body }
mail-accredited-text = Your request was accepted: at { $site } you now speak for { $body }.
mail-accredited-link = Open its desk
mail-accredited-after = You can invite your colleagues there.
mail-not-accredited-subject = Your request for { $body }
mail-not-accredited-text = Your request to speak for { $body } at { $site } was not accepted. The reason: { $reason }
mail-not-accredited-link = Ask again
mail-not-accredited-after = If you do not understand the reason, ask again and explain.
## Protection of the account
account-protection = How the account is protected
protection-on = on
protection-off = off
protection-change = Change
protection-change-label = Change: { $name }
codes-title = One-time codes
codes-text = A code from your phone, asked for after the password.
codes-off-lead = An app on your phone shows a code that changes every thirty seconds. Once codes are on, signing in asks for it as well as for the password: whoever learns your password does not get in.
codes-begin = Turn codes on
codes-begin-text = You need an app for codes, for example Aegis, FreeOTP or the one in your password manager.
codes-begun-lead = Let the app read this picture, then give the code that it shows. Only then are codes on.
codes-picture = Picture for the app to read
codes-secret = Without a camera, type this key into the app:
codes-confirm = First code
codes-confirm-button = Confirm
codes-done-on = Codes are on. Keep your recovery codes first.
codes-done-off = Codes are asked for no more.
codes-on-lead = A code is asked for at each sign-in, since { $name }.
codes-end = Ask for no more codes
codes-end-text = The password alone will be enough to sign in again.
codes-end-button = Turn off
field-code = Code
field-code-hint = The six digits that the app shows now.
field-code-any-hint = The six digits that the app shows, or one of your recovery codes.
field-code-wrong = This code is not the right one, or it has been used. Wait until the app shows another.
recovery-title = Recovery codes
recovery-left = { $count ->
    [0] You have no recovery code left: make new ones.
    [one] You have one recovery code left.
    *[other] You have { $count } recovery codes left.
}
recovery-lead = If you lose your phone, each of these codes stands in once for the one of the app. Keep them somewhere other than on the phone: this page will not show them again.
recovery-download = Download
recovery-copy = Copy
recovery-copied = Copied.
recovery-print = Print
recovery-kept = I have kept them: go on
recovery-renew = Make new codes
recovery-renew-text = Lost them, or used nearly all? New ones take the place of the old.
recovery-done = New codes are made; the old ones open nothing any more.
passkey-add = Add a passkey
passkey-text = A passkey lets you sign in with the finger, the face or the PIN of your device, without a password or a code. Nobody can catch it by a false page.
passkey-none = This browser, without scripts or too old, cannot make passkeys.
passkey-name = Name of the passkey
passkey-name-hint = To tell it from others, for example “Phone”.
passkey-unnamed = Passkey
passkey-add-button = Add
passkey-unused = added on { $added }, not used yet
passkey-used = added on { $added }, last used on { $used }
passkey-remove = Remove
passkey-remove-label = Remove the passkey { $name }
passkey-added = Passkey added. From now on you can sign in with it.
passkey-removed = Passkey removed: it opens nothing any more. Delete it on your device too.
passkey-refused = The answer of your device does not count. Try again.
passkey-failed = Nothing came of it: your device did not answer, or the page was open too long. Load the page again and retry.
passkey-too-often = Too many tries. Wait a few minutes.
passkey-sign-in = Sign in with a passkey
passkey-wrong = This passkey opens nothing here. Sign in with your password.
account-event-passkey_added = Passkey added
account-event-passkey_removed = Passkey removed
api-keys-title = Keys for programs
api-keys-lead = A program with a key may ask for data { $key } times a minute, without one { $address } times for each address.
api-keys-unlimited = The number of requests is not limited here; a key only says who asks.
api-keys-text = A key only says who asks: it opens nothing that is not public.
api-keys-manage = Make and remove keys
api-keys-held = Your keys
api-keys-full = You have { $count } keys, as many as there may be: remove one first.
api-key-new = A new key
api-key-name = Name of the key
api-key-name-hint = What it is for, for example “Map of our website”.
api-key-make = Make a key
api-key-made = The key is made. Keep it now: this page will not show it again.
api-key-use = This is how a program gives it:
api-key-since = since { $name }
api-key-remove-label = Remove the key { $name }
api-key-removed = Key removed: programs that give it are refused within a second.
account-event-api_key_added = Key for programs made
account-event-api_key_removed = Key for programs removed
provider-button = Sign in with { $name }
provider-or = or
provider-join-lead = { $name } knows you, but nothing says yet which account is yours here. Give its address and password: both are joined once and for all.
provider-join = Join and sign in
provider-no-password = I have no password here, or forgot it
provider-join-own = Join this account to { $name }
provider-join-own-text = From then on you can sign in here through { $name } as well. Your password stays.
provider-join-own-button = Go on
provider-onward-lead = Sign in at { $name } now: whoever you are there is joined to your account here.
provider-onward = Go on to { $name }
provider-since = joined on { $name }
provider-part = Part
provider-part-label = Part from { $name }
provider-joined = Account joined. From now on you can sign in that way.
provider-parted = Account parted.
provider-again = Begin again
provider-over = This attempt to sign in with { $name } is over, or began in another browser.
provider-cancelled = You were not signed in with { $name }. You can begin again, or sign in with your password.
provider-away = { $name } does not answer at the moment. Try again in a few minutes, or sign in with your password.
provider-refused = The answer of { $name } could not be verified: nobody was signed in. Begin again; if this goes on, tell the people who keep this register.
provider-blocked = The account that is joined to { $name } is closed. Ask the people who keep this register.
provider-taken = Your identity at { $name } is joined to another account already.
provider-left-title = You are signed out
provider-left = Your session here has ended. It is still open at { $name }.
provider-leave = Sign out at { $name } as well
provider-stay = Back to the start page
account-event-provider_joined = Account joined to another service
account-event-provider_parted = Account parted from another service
members-questions-title = Yearly confirmation
members-questions-wanted = Once a year, those who write for { $name } are asked by e-mail to confirm each partnership that gave no sign of life.
members-questions-unwanted = Nobody is asked to confirm the partnerships of { $name }.
members-questions-turn-off = Ask no more
members-questions-turn-on = Ask again
done-questions-on = Those who write are asked again once a year.
done-questions-off = Nobody is asked any more.
done-taken = This source is yours.
done-given-back = The source was given back: it is nobody’s now.
done-given = The source changed hands.
confirm-title = Confirm a partnership
confirm-lead = Is this partnership alive: { $partnership }? You answer for { $body }.
confirm-button = Yes, it is alive
confirm-see = See the partnership
confirm-otherwise = Something has changed: sign in and say what
confirm-done = Confirmed for { $body }: { $partnership }. Thank you!
confirm-undo = That was a mistake: sign in and take it back
confirm-spent = This question has been answered, or its time is over. Members can confirm at any time on the page of the partnership.
address-title = Change the e-mail address
address-text = A mail goes to the new address: it counts only once its link was followed. The old address is told.
address-new = New e-mail address
address-button = Send the link
address-confirm-lead = This address will become the one of your account: { $name }.
address-confirm = Confirm this address
address-changed = Your account has this address now: use it to sign in. The old address has been told.
address-restore-lead = Somebody has changed the address of your account. If it was not you, take it back here: all sessions end, and you choose a new password.
address-restore = Take my address back
address-restored = Your account has its old address again, and all sessions have ended. Now choose a new password.
account-event-address_changed = E-mail address changed
account-event-address_restored = Old e-mail address taken back
second-step-title = One more code
second-step-lead = Open your app for codes. Lost your phone? Give a recovery code; without one, ask the people who keep this register for help.
second-step-over = The time for giving the code is over. Sign in again.
events-title = What happened to this account
events-lead = The last hundred events, kept for a year. Nobody but you sees this page.
events-none = Nothing yet.
events-strange = Something here was not you?
account-event-signed_in = Signed in
account-event-password_changed = Password changed
account-event-password_reset = Password chosen anew by a link
account-event-codes_on = One-time codes turned on
account-event-codes_off = One-time codes turned off
account-event-recovery_made = New recovery codes
account-event-recovery_used = Recovery code used

## Stating and proposing
document-deliberation = Council decision
document-convention = Agreement
document-amendment = Amendment
document-letter = Letter
document-other = Other text
partnership-documents = Documents
partnership-confirmed = Last confirmed
partnership-never-confirmed = never by a party
partnership-confirmed-ago = confirmed { $name }
ago-months = { $count ->
    [0] this month
    [one] { $count } month ago
    *[other] { $count } months ago
    }
ago-years = { $count ->
    [one] { $count } year ago
    *[other] { $count } years ago
    }
partnership-acting = Here you can act for: { $name }
field-of-fact-documents = Documents
quote-said-on = said on
said-future = This day is still to come: give a day that has been.
said-day-missing = Give at least the year.
said-title-missing = Give its title.
said-address-wrong = An address starts with https:// or http://.
said-date-of-what = Say also which status begins on this date.
state-title = State something
state-lead = What you state stands on the public page at once, in the name of your body, with your words as proof.
state-for = On behalf of
state-words = In your words (optional)
state-words-hint = These words will be public. Without them a plain sentence is written for you.
state-confirm = It is still alive
state-confirm-button = Confirm it today
state-step = A step
state-step-what = What happened?
state-step-date = When?
state-document = A document
state-document-kind = Which document?
state-document-title = Its title
state-document-address = Its address (optional)
state-document-address-hint = Where everybody can read it, for example on your site
state-document-date = Its date (optional)
state-status = Another status
state-since = Since when? (optional)
state-button = State it
state-undo = Take this statement back
state-or-propose = What the other side has to agree to:
stated-step = { $what }: { $date }.
stated-status = Status: { $what } { $date }
stated-document = { $what } { $date }
stated-withdrawn = Taken back by the person who stated it.
propose-title = Propose a partnership
propose-lead = The other side gets your proposal by mail and answers. Nothing is public before it agrees.
propose-change-title = Propose a change
propose-change-lead = What you fill in changes once the other side agrees; the rest stays.
propose-parties = With whom?
propose-parties-hint = One body a line: its name or code. For a partnership of several, name those of your own country too.
propose-unknown = Nobody is called “{ $name }”.
propose-choices = “{ $name }” may mean: { $choices }. Write the code.
propose-nobody = Name at least one other body.
propose-status = Where does it stand?
propose-status-missing = Say where the partnership stands.
propose-why-hint = What brings you together; optional, public once agreed.
propose-words = Your proposal, in a sentence or two
propose-words-hint = The other side reads it; once agreed, it stands as proof on the public page.
propose-words-missing = Say what you propose.
propose-button = Send the proposal
proposal-state-proposed = proposed
proposal-state-accepted = accepted
proposal-state-declined = declined
proposal-state-withdrawn = withdrawn
proposal-state-expired = expired
consent-asked = has not answered yet
consent-given = agrees
consent-refused = does not agree
proposal-change = Proposed change
proposal-new = Proposed partnership
proposal-until = answer expected by
proposal-about = It is about:
proposal-asked = Who has to answer
proposal-deserted = Nobody speaks for it yet: invite its staff to ask for that from its page.
proposal-your-answer = Your answer
proposal-answer-lead = If you agree, it stands on the public page at once; if not, it stays between you.
proposal-agree = Agree on behalf of { $name }
proposal-decline = Decline on behalf of { $name }
proposal-reason = Why decline?
proposal-reason-missing = Say why: the other side will read it.
proposal-withdraw = Take this proposal back
proposal-withdraw-text = The other side can answer it no more. You can make another one.
proposal-withdraw-button = Take it back
proposal-read-only = You can read it; others answer it.
desk-waiting = Waiting for you
desk-nothing-waits = Nothing waits for your answer.
desk-proposals = Proposals
desk-partnerships-hint = Open a partnership to confirm it, add a step or a document, or propose a change.
done-stated = Noted: the public page shows it.
done-unstated = Statement taken back.
done-proposed = Proposal sent to the other side.
done-agreed = Your agreement is noted.
done-declined = Your answer is noted; the proposal stays private.
done-proposal-withdrawn = Proposal taken back.
mail-proposed-subject = { $by } proposes a partnership
mail-proposed-text = { $by } proposes a partnership, or a change of the present one, to your body at { $site }.
mail-proposed-link = Read and answer
mail-proposed-after = Nothing is public before you agree. Without an answer the proposal expires after sixty days.
mail-proposal-agreed-subject = { $by } agrees
mail-proposal-agreed-text = { $by } agrees to your proposal at { $site }.
mail-proposal-agreed-link = See the proposal
mail-proposal-agreed-after = Once all sides agree, the public page shows it.
mail-proposal-declined-subject = { $by } declines your proposal
mail-proposal-declined-text = { $by } declines your proposal at { $site }. The reason: { $reason }
mail-proposal-declined-link = See the proposal
mail-proposal-declined-after = This stays between you: nothing of it is public.

## Data
data-title = Open data
data-lead = Everything public here can be downloaded, with its source. Each file is made anew when the record changes.
data-licence = Licence:
data-files = Files
data-columns = Columns
data-feeds = Feeds
data-feed-selection = Feed of what is new here
data-api = API
data-api-lead = Answers in JSON, in parts by cursor; ETag so that nothing is read twice.
data-same = This list as data:
data-rows = { $count ->
    [0] No rows yet.
    [one] { $count } row
   *[other] { $count } rows
 }
data-bundle = All files at once, with a manifest of rows and SHA-256 hashes:
data-nightly = The same as it stood each night, for { $count } nights, with hashes:
data-nights = The nights
data-grants-left-out = { $count ->
    [one] { $count } grant does not stand here: its day, who receives it, or in which country, is not known.
   *[other] { $count } grants do not stand here: their day, who receives them, or in which country, is not known.
 }
data-standards = By the standards
data-stated = { $count ->
    [0] It holds no partnership.
    [one] It holds { $count } partnership.
   *[other] It holds { $count } partnerships.
 }
data-left-out = Left out: { $name }.
left-out-kind = { $count } of another kind (letter of intent, network, one project)
left-out-status = { $count } not agreed by both sides, or not yet
left-out-parties = { $count } not between two authorities alone
left-out-end = { $count } ended on an unknown day
left-out-item = { $count } where one of the two has no known Wikidata item
left-out-again = { $count } between two authorities that already stand there
data-grants-held = { $count ->
    [0] It holds no grant.
    [one] It holds { $count } grant.
   *[other] It holds { $count } grants.
 }
data-grants-without = Left out: { $name }.
no-row-giver = { $count } not given by one French authority alone
no-row-day = { $count } given on an unknown day
no-row-amount = { $count } not of an exact sum in euros
no-row-recipient = { $count } not to one known recipient alone
no-row-form = { $count } where it is not known whether money or goods were given
no-row-siret = { $count } whose giver has no known SIRET
data-feeds-own = Each authority, country, programme and theme has its own, also as .rss and .json:
data-feeds-country = Countries
data-feeds-theme = Themes
iati-equal-shares = Equal parts: the source gives no shares.
data-dictionary = The dictionary of all files, for machines (Data Package, Table Schema):
data-licence-title = Licence and citation
data-cite-title = To cite this data:
data-cite = Jumelage, open data on city-to-city cooperation, { $address }, as of { $day }, licence CC BY 4.0.
size-kb = { $count } kB
size-mb = { $name } MB
unit-address = web address
unit-list = several values, separated by a bar
unit-countries = several codes, separated by a bar
unit-day = ISO 8601, cut to what is known
unit-amount = decimal number
unit-degrees = decimal degrees
feed-title = Jumelage: stories and partnerships
feed-title-of = Jumelage: { $name }
feed-atom = Atom feed
file-partnerships = Partnerships, one per row, of every status
file-authorities = Authorities that a fact names, with their codes
file-projects = Projects, with their stated budget
file-awards = Laureates of calls for projects, one per row
file-contributions = Contributions: shares voted and paid, campaigns, goods and support given, grants
file-iati-activities = IATI 2.03, activities: partnerships, dated actions and grants
file-iati-organisations = IATI 2.03, organisations: the authorities and bodies named
file-deadlines = iCalendar: the deadlines of campaigns
file-360giving = 360Giving: the grants
file-quickstatements = Wikidata QuickStatements: the partnerships as statements of the property P190, both ways, to propose to Wikidata
file-subventions = SCDL subventions 2.1.1: the grants of French authorities
column-id = permanent key
column-url = permanent address
column-kind = kind
column-status = status
column-live = may be shown as a partnership of today
column-lead_codes = official codes of the first side, separated by a bar
column-lead_names = official names of the first side
column-partner_codes = official codes of the other side
column-partner_names = official names of the other side
column-countries = countries, ISO 3166-1
column-established = date of establishment, cut to what is known
column-signed = date of signature, cut to what is known
column-date = main date
column-date_precision = precision: year, month, day
column-programme = programme
column-why = reason that the source gives
column-sources = addresses of the sources
column-licence = licence of the file
column-call = call for projects
column-session = session of the call
column-region = French region of the lead
column-title = title as published
column-code = official code with its register
column-other_codes = other codes of the same body
column-country = country, ISO 3166-1
column-name = official name
column-name_fr = name for readers of French
column-name_en = name for readers of English
column-name_uk = name for readers of Ukrainian
column-population = inhabitants
column-latitude = degrees north, WGS 84
column-longitude = degrees east, WGS 84
column-approximate = position worked out from neighbours
column-partnerships = number of partnerships
column-partnership_title = name of the partnership, where it has one
column-coordinators = bodies that coordinate it
column-themes = themes, worked out from the words of the partnership and of what hangs on it, separated by a bar
column-parents = codes of the bodies it belongs to, nearest first
column-wikidata = its item of Wikidata, where somebody noted it with a source
column-siret = its SIRET (number in the French directory of establishments), where somebody noted it with a source
column-title_language = language of the title, BCP 47
column-project_status = where the project stands
column-budget = stated budget, in major units of the currency
column-currency = currency, ISO 4217
column-budget_approximate = the source says “about”
column-partnership_url = permanent address of the partnership it belongs to
column-award = permanent address of the award that funds it
column-partner_countries = countries of the partners, ISO 3166-1
column-call_url = permanent address of the call for projects
column-project = permanent address of the project
column-contribution_kind = what it is: a share of pooled money, a campaign, a delivery or support, a grant
column-contribution_state = where it stands: from proposed to paid for a share, sought for a campaign, given for goods, support and grants
column-giver_codes = official codes of those who give
column-giver_names = official names of those who give
column-beneficiary_codes = official codes of those who receive
column-beneficiary_names = official names of those who receive
column-amount = amount: a share worked out from the official population, what the campaign wants to raise, or what is granted
column-rate = rate of the share, per unit
column-rate_per = unit of the rate
column-stated_base = number of inhabitants that the source states for all members
column-quantity = quantity given
column-unit = unit of the quantity, as the source writes it
column-contribution_date = date of the delivery, support or grant
column-alliance = permanent address of the alliance
column-deadline = deadline of the campaign
column-grant_form = in cash, or in kind where the source counts goods
api-partnerships = Partnerships, with filters
api-partnership = One partnership
api-authorities = Authorities of the register, or those that a name may mean
api-authority = One authority, by any of its codes
api-awards = Laureates of calls
api-projects = Projects
api-sources = Sources that were read
api-source = One source with its names and claims
api-map = Places and arcs of the map
api-atlas = Everything that the atlas draws, or the part of one authority or partnership
api-towns = The largest towns of a map tile
api-search = Search: authorities, partnerships, projects, stories…
api-changes = What changed in the public record, in order
param-what = One kind of entity: authority, partnership, project…
param-country = country of a party, ISO 3166-1
param-status = status
param-kind = kind
param-theme = theme, worked out from the words of the partnership and of what hangs on it
param-programme = key of the programme
param-after = the value of “next” of the part before
param-limit = number of rows
param-since = position to begin behind: the value of “next” of the answer before
param-lang = language of the labels
param-q = a name, in any spelling
param-call = key of the call
param-id = key
param-code = official code with its register
param-year = in force in this year
param-money = only with money that is known
param-authority = code of an authority of the register
param-partnership = key of a partnership
param-z = zoom level of the tile
param-x = column of the tile
param-y = row of the tile

## About, legal notice, accessibility
about-title = About
about-lead = Jumelage reads what towns, ministries and associations already publish, recognises every authority named and keeps one register of who works with whom.
about-facts-title = Every fact has its proof
about-facts-text = A partnership, a date or an amount enters the register only with the sentence that says so. Every page leads to that sentence, at its place in the document.
about-reading-title = The machine proposes, a person accepts
about-reading-text = A program reads the documents and proposes facts, with its reasons in words. A person accepts or rejects them; a trusted source may be accepted by rule, and every acceptance can be undone.
about-mistakes-title = A mistake?
about-mistakes-text = Open the source from the page: you will see what was read and how. Write to whoever keeps this register, giving the permanent address of the page.
legal-title = Legal notice
legal-lead = What you may do with what you read here, and what the site keeps about you.
legal-data-title = Data
legal-data-text = The data is under the licence CC BY 4.0, compatible with Licence Ouverte 2.0: use it again, naming Jumelage and the sources. The software is under the EUPL 1.2.
legal-quotes-title = Quotes
legal-quotes-text = Of other people’s documents the site shows only short quotes of at most 300 characters and a link to the original.
legal-privacy-title = Privacy
legal-privacy-text = The site sets no cookie for its readers, does not track them and loads nothing from elsewhere. Only people who sign in get one, for the time of their session; their account page shows what we know of them, gives a copy of it and can be erased.
accessibility-title = Accessibility
accessibility-lead = The site aims at WCAG 2.2 level AA and the French general accessibility rules RGAA 4.1.
accessibility-state-title = Where we stand
accessibility-state-text = Of the 106 criteria of RGAA 4.1, { $apply } apply here and { $met } of these are met: { $rate }. By our own check of { $day } the site is partially conforming; no third party has audited it yet.
accessibility-not-title = What is not accessible yet
accessibility-how-title = How this was found out
accessibility-how-text = At every change, tests look at each kind of page with axe-core in Chromium, at widths of 320 and 1,280 pixels, in light and dark, for print, and in the three languages; they walk through pages by keyboard and measure that the focus can be seen. The markup of every page is checked as HTML. Meaning and wording were judged by reading the templates of the pages. Screen readers have not been tried systematically.
accessibility-made-title = What the site is made with
accessibility-made-text = HTML, CSS and SVG made on the server; JavaScript only adds the map, passkeys, live progress and keys for reviewers; what is typed survives a change of language by it. Nothing else needs it.
accessibility-map-title = The map
accessibility-map-text = The map adds nothing that the table of the same page does not say: every arc is a row of the table.
accessibility-contact-title = Report an obstacle
accessibility-contact-text = Write to whoever keeps this register; name the page, the tool you use and what stops you. You will be told how to get at what you are looking for.
accessibility-defender-title = If nobody answers
accessibility-defender-text = If an obstacle stays in your way and you get no satisfying answer, in France you may turn to the Defender of Rights (Défenseur des droits), free of charge: by the form, through a local delegate, by telephone on +33 9 69 39 00 00, or by post without a stamp to Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
accessibility-defender-link = Form of the Defender of Rights (in French)
accessibility-list-title = The 106 criteria
accessibility-list-lead = Each criterion of RGAA 4.1 with its answer. The short names are ours; the rules themselves say more.
rgaa-criterion = Criterion
rgaa-state = Answer
rgaa-why = Why
rgaa-state-yes = met
rgaa-state-no = not met
rgaa-state-na = does not apply
rgaa-theme-1 = Images
rgaa-theme-2 = Frames
rgaa-theme-3 = Colours
rgaa-theme-4 = Multimedia
rgaa-theme-5 = Tables
rgaa-theme-6 = Links
rgaa-theme-7 = Scripts
rgaa-theme-8 = Mandatory elements
rgaa-theme-9 = Structure
rgaa-theme-10 = Presentation
rgaa-theme-11 = Forms
rgaa-theme-12 = Navigation
rgaa-theme-13 = Consultation
rgaa-why-axe = checked by axe-core on each kind of page
rgaa-why-captcha = the site has none
rgaa-why-colour = a word or a shape stands beside each colour
rgaa-why-device = nothing reacts to movements of the device
rgaa-why-direction = the three languages are read from left to right
rgaa-why-documents = every workbook is offered as CSV and JSON Lines too, and shown on pages
rgaa-why-flashes = nothing flashes
rgaa-why-forms = problems stand beside the field with their remedy; what has consequences is confirmed or can be taken back
rgaa-why-frames = pages hold no frames
rgaa-why-html = checked in tests on every page
rgaa-why-keyboard = walked through by keyboard in tests
rgaa-why-languages = some imported texts have no known language and are not marked
rgaa-why-layout-tables = tables are used for data only
rgaa-why-measured = measured by axe-core in light and dark
rgaa-why-media = there is neither sound nor film
rgaa-why-motion = only the years of the map play, when asked to, and can be stopped; less motion is respected
rgaa-why-no-surprise = nothing changes the page unasked
rgaa-why-pictures = pictures of imported stories have the description of their source, which may be missing or say little
rgaa-why-pointer = the map has buttons for every gesture; actions happen on release
rgaa-why-signs = there is no cryptic content
rgaa-why-simple-tables = no table is complex
rgaa-why-single-keys = the keys for reviewers can be turned off on their page
rgaa-why-site-plan = menu and search are the two ways
rgaa-why-templates = read in the templates that all pages are made from
rgaa-why-time = a form survives the end of a session
rgaa-why-twin = map and charts have a table that says the same
rgaa-why-ways = menu and search
rgaa-why-zoom = tested at 320 pixels, which is 400% of 1,280

## Samples of the design
style-title = Samples of the design
style-lead = The parts that every page is made of, filled from the record.
style-colours = Colours
style-type = Text
style-counts = Key figures
style-chips = Statuses
style-forms = Forms
style-hint = A hint stands between the label and the field.
style-tables = Tables
style-empty = An empty list
style-cards = Cards
style-life = Life line
style-quotes = Proof
style-charts = Charts

## Mails
mail-greeting = Hello,
mail-foot = This mail was sent by Jumelage at { $site }. Nobody reads answers to it.
mail-confirm-address-subject = Confirm your address
mail-confirm-address-text = Somebody, probably you, has opened an account at { $site } with this address. Please confirm that it is yours.
mail-confirm-address-link = Confirm my address
mail-confirm-address-after =
    { $count ->
        [one] The link works once, within one hour.
       *[other] The link works once, within { $count } hours.
    } If you have not opened an account, you need do nothing: without confirmation it will be deleted.
mail-address-taken-subject = You already have an account
mail-address-taken-text = Somebody, probably you, has tried to open an account at { $site } with this address. There is one already.
mail-address-taken-link = Sign in
mail-address-taken-after = If it was not you, you need do nothing: nothing has changed in your account.
mail-new-address-subject = Confirm your new address
mail-new-address-text = Somebody, probably you, wants to give this address to their account at { $site }.
mail-new-address-link = Confirm the address
mail-new-address-after =
    { $count ->
        [one] This link works once, for { $count } hour.
       *[other] This link works once, for { $count } hours.
    } If it was not you, you need do nothing: nothing will change.
mail-address-changed-subject = The address of your account has changed
mail-address-changed-text = Your account at { $site } has another e-mail address now; this one is no longer used.
mail-address-changed-link = It was not me: take my address back
mail-address-changed-after =
    { $count ->
        [one] The link works once, for { $count } day.
       *[other] The link works once, for { $count } days.
    } If it was you, you need do nothing.
mail-confirm-partnership-subject = Is it still alive? { $partnership }
mail-confirm-partnership-text = For a year nobody has confirmed at { $site } that this partnership is alive: { $partnership }. You write there for { $body }; one click and one button are enough.
mail-confirm-partnership-link = Confirm the partnership
mail-confirm-partnership-after =
    { $count ->
        [one] The link works once, for { $count } day.
       *[other] The link works once, for { $count } days.
    } If something has changed, sign in and say so on the page of the partnership. We ask once a year; a manager can turn this off on the page of the members.
mail-reset-password-subject = Choose a new password
mail-reset-password-text = Somebody, probably you, has asked for a new password at { $site }.
mail-reset-password-link = Choose a new password
mail-reset-password-after =
    { $count ->
        [one] The link works once, within one minute.
       *[other] The link works once, within { $count } minutes.
    } If it was not you, you need do nothing: your password stays as it is.
mail-invitation-subject = Invitation to take part for { $organisation }
mail-invitation-text = { $by } invites you to take part for { $organisation } at { $site }, the open register of city-to-city cooperation.
mail-invitation-link = Accept the invitation
mail-invitation-after = If you do not know the sender, you need do nothing: without your consent no account is opened.
mail-trial-subject = Trial of the mail from Jumelage
mail-trial-text = This is a trial. The mail of { $site } has reached you, so its mail server is set up well.
mail-trial-after = There is nothing to do.
## Correcting a claim
claim-title = Correct a claim
claim-party = Who is “{ $name }”?
claim-as-read = as it was read
claim-not-recognised = Not recognised
claim-nobody = Nobody: these words name no party
claim-other = Another body:
claim-other-name = Name or code of another body
claim-look = Look it up
claim-relation = Kind of partnership
claim-status = Status
claim-unsaid = Not said
claim-date = Date
claim-date-hint = Year, month or day: 2023, 2023-05, 2023-05-14
claim-name = Title
claim-correct = Correct and accept
claim-decided = This claim has been decided:
claim-problem-date = This is not a date. Write a year, a month or a day: 2023, 2023-05 or 2023-05-14.
claim-problem-body = No single body has this name or code. Choose one of those listed under it, or write its code.
claim-problem-nothing = Nothing was changed. If everything is right as it was read, accept the claim.

## Duplicates
duplicates-title = Partnerships that may be the same
duplicates-count = { $count ->
    [0] No two partnerships look like one.
    [one] One pair looks like one partnership.
   *[other] { $count } pairs look like one partnership.
}
duplicates-how = All parties of the first stand in the second. Merging lets every document about the first one speak of the second; it can be taken back.
duplicates-narrow = Fewer parties
duplicates-wide = All of them and more
duplicates-merge = They are one: merge
duplicates-merged = Merged.
duplicates-apart = Taken apart: both stand again.
duplicates-meanwhile = One of the two is no longer in the record.
duplicates-done = Merged before
duplicates-undo = Take apart

## History
history-title = What happened: { $name }
history-link = History of this record
history-fact = To the record
history-day = How did it stand on a day?
history-show = Show
history-stood = On { $name }
history-absent = It was not in the record.
history-changes = Changes
history-field = Field
history-before = Before
history-after = After
history-older = Older changes
by-person = by a person
by-rule = by a rule
by-operator = by the operator
history-problem-future = That day has not come yet.
history-of-authority = authority
by-named = by { $name }
by-erased = by an erased person
change-created = Added
change-updated = Changed
change-removed = Taken out
change-accepted = Accepted
change-rejected = Rejected
change-undone = Undone
change-superseded = No longer read
change-restored = Read again
history-of-partnership = partnership
history-of-organisation = organisation
history-of-programme = programme
history-of-call = call for projects
history-of-alliance = alliance
history-of-campaign = campaign
history-of-project = project
history-of-award = award
history-of-action = action
history-of-grant = grant

## What a person did
acts-own = What you did
acts-own-lead = Every change of the record that came from you, the newest first. Beside you, only moderators and administrators see this page.
acts-title = What { $name } did
acts-erased = What an erased person did ({ $name })
acts-lead = Every change of the record that came from this person, the newest first.
acts-none = Nothing yet.
acts-account = The account
acts-column = History
acts-link = See
log-of-account = account
log-of-accreditation = accreditation
log-of-assignment = source of the review queue
log-of-claim = claim
log-of-edit = edit by hand
log-of-invitation = invitation
log-of-job = import
log-of-mail_domain = mail domain
log-of-membership = membership
log-of-merge = merge
log-of-platform_role = role
log-of-proposal = proposal
log-of-revision = reading of a source
log-of-schedule = regular import
log-of-source = source
log-of-story = story
log-of-trusted_source = rule of trust
log-of-other = something else

## Fields of facts
field-of-fact-kind = Kind
field-of-fact-status = Status
field-of-fact-parties = Parties
field-of-fact-steps = Steps
field-of-fact-title = Title
field-of-fact-programme = Programme
field-of-fact-why = Why
field-of-fact-reasons = Reasons
field-of-fact-coordinators = Coordinators
field-of-fact-evidence = Proofs
field-of-fact-name = Name
field-of-fact-country = Country
field-of-fact-members = Members
field-of-fact-partnership = Partnership
field-of-fact-pools = Pool
field-of-fact-target = Target
field-of-fact-deadline = Deadline
field-of-fact-alliance = Alliance
field-of-fact-budget = Budget
field-of-fact-budget_approximate = Approximate budget
field-of-fact-award = Award
field-of-fact-campaign = Campaign
field-of-fact-call = Call
field-of-fact-session = Session
field-of-fact-sessions = Sessions
field-of-fact-region = Region
field-of-fact-project = Project
field-of-fact-countries = Countries
field-of-fact-quantity = Number
field-of-fact-unit = Unit
field-of-fact-on = Date
field-of-fact-names = Names
field-of-fact-codes = Official codes
field-of-fact-parents = Belongs to
field-of-fact-population = Population
field-of-fact-amount = Amount
field-of-fact-approximate = Approximate amount
field-of-fact-form = In cash or in kind
field-of-fact-givers = Gives
field-of-fact-recipients = Receives

## Imports
import-title = Import
import-lead = Give files or an address: first you see what is read there, then you decide whether to import it.
import-by-file = Files
import-files = Files
import-files-hint = Drop them here or choose them: texts, pages, WordPress posts as JSON, sheets, PDFs, documents. At most { $files } files of { $count } MB each.
import-by-address = An address
import-address = Address
import-address-hint = That of a WordPress site, a feed or a page, for example https://town.example/
import-address-problem = Write the whole address, beginning with https:// or http://
import-no-file = Choose at least one file.
import-too-many = { $count ->
    [one] No more than one file at once: give the others afterwards.
   *[other] No more than { $count } files at once: give the others afterwards.
}
import-too-large = “{ $name }” is larger than { $count } MB: split it into several files. Nothing was kept.
import-broke-off = The upload broke off, or was larger than allowed: send fewer files at once.
import-rights = Whose are they, and what may be published?
import-rights-quotation = somebody else’s: short quotes
import-rights-own = ours: the full text
import-look = Read without writing anything
import-nothing-written = Nothing enters the record before you confirm it; what is imported then waits for review. What is not confirmed is deleted after seven days.
import-before = Earlier imports
import-none = Nothing has been imported here yet. Begin with a file or an address, above.
import-forgotten = Import of an earlier version
import-schedules = Imported regularly
import-next = next time:
import-schedule-end = Import no more
import-schedule-again = Import it regularly again
import-done-dropped = Deleted: nothing of it was imported.
import-done-forgotten = Taken off the list; what had been imported stays.
import-done-unscheduled = This address is no longer imported regularly. What was imported stays in the record.
import-done-scheduled = This address is imported regularly again.
import-meanwhile = The import had moved on meanwhile: this is where it stands.
import-state-waiting = waits for its turn
import-state-reading = being read
import-state-running = being imported
import-state-stopping = stopping
import-state-stopped = stopped
import-state-failed = failed
import-state-to-confirm = to be confirmed
import-state-done = imported
import-stopped = Stopped as asked. What was imported stays; resuming goes on from where it stopped.
import-stop = Stop
import-resume = Resume
import-repeat = Import again
import-drop = Delete without importing
import-forget = Take off this list
import-to-review = Review the claims
import-found = What was read
import-unreadable = This document cannot be read.
import-known = A source of the same name is in the record already: this document will become its new state.
import-known-link = See it
import-remarks = { $count ->
    [one] One remark
   *[other] { $count } remarks
}
import-rest = { $count ->
    [one] One more document will be read during the import.
   *[other] { $count } more documents will be read during the import.
}
import-pages = { $count ->
    [one] The site has a single page of posts.
   *[other] The site has { $count } pages of posts: only the first is shown here, all will be imported.
}
import-every = Import this address
import-every-once = once only
import-every-daily = now, then every day
import-every-weekly = now, then every Monday
import-every-monthly = now, then on the first of every month
import-confirm = Import
import-problems = Problems and remarks
import-told = How it went
told-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
told-claims = { $count ->
    [one] { $count } claim
   *[other] { $count } claims
}
told-problems = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
told-mentions = { $count ->
    [one] { $count } name recognised or looked for
   *[other] { $count } names recognised or looked for
}
told-kind-partnership = { $count ->
    [one] { $count } partnership
   *[other] { $count } partnerships
}
told-kind-award = { $count ->
    [one] { $count } award
   *[other] { $count } awards
}
told-kind-funding = { $count ->
    [one] { $count } funding
   *[other] { $count } fundings
}
told-kind-delivery = { $count ->
    [one] { $count } delivery
   *[other] { $count } deliveries
}
told-kind-support = { $count ->
    [one] { $count } support
   *[other] { $count } supports
}
told-kind-event = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
told-no-claims = no claims
told-preview-document = No. { $number } read: { $source } ({ $claims ->
    [one] { $claims } claim
   *[other] { $claims } claims
})
told-import-unchanged = Page { $page } of { $pages }: unchanged since the last time
told-import-page = Page { $page } of { $pages }: { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}
told-import-document = No. { $number } imported: { $source } ({ $claims ->
    [one] { $claims } new claim
   *[other] { $claims } new claims
})
told-import-nothing-new = No. { $number }, nothing new: { $source }
told-problem = No. { $number }, { $source }: { $why }
told-at-line = line { $line }: { $what }
problem-empty = the file is empty.
problem-too-large = the file has { $bytes } bytes, more than the { $limit } that are read: split it.
problem-too-many-lines = the text has more than { $limit } lines: split it into several files.
problem-not-text = it is no text, page, sheet or document that is read here.
problem-invalid-json = line { $line }, column { $column }: the JSON has a mistake. Correct it there or fetch the file again.
problem-truncated-json = the JSON breaks off at line { $line }, column { $column }: fetch the whole file again.
problem-not-word-press = this JSON is not a WordPress post: give the answer of /wp-json/wp/v2/posts.
problem-no-content = the post has no content: it may be protected by a password.
problem-unknown-format = this kind of file is not read: give the pages themselves, as HTML or as WordPress JSON.
problem-sheet = the sheet cannot be opened: save it again as XLSX, ODS or CSV.
problem-stumbled = the program stumbled over this document; its log says where.
problem-office = the file cannot be opened: save it again as DOCX, ODT, XLSX, ODS or CSV.
problem-too-costly = reading it takes more than { $seconds } s, or too much memory: open it and save it anew, or in parts.
problem-pdf = { $fault ->
    [encrypted] the PDF opens with a password only: save it without one.
    [no_text] the PDF has no text, only pictures: run it through text recognition (OCR) first.
    [too_long] the PDF has more text than is read: split it into several files.
    [no_reader] PDFs are read by pdftotext, which is not installed: the operator can install the package poppler-utils.
   *[damaged] the PDF is damaged: open it and save it anew, or give its text.
}

# Editing a fact
edit-title = Edit: { $name }
edit-link = Edit
edit-lead = What you change here stays, whatever later readings of the sources say, until you give the field back to them.
edit-optional = may be empty
edit-save = Save
edit-conflict = Somebody saved another version while this form was open. Beside each field that both of you changed you see what stands now; what you typed is still in the form. Save again what should stand.
edit-stands = Stands now: { $name }
edit-empty = empty
edit-yes = yes
edit-no = no
edit-held = Kept by hand
edit-release = Give back to the sources
edit-done-saved = Saved.
edit-done-released = The field says again what the sources say.
edit-done-nothing = Nothing was changed.
edit-hint-money = The amount, then the currency: 64 039.50 EUR
edit-hint-country = Two letters: FR, UA, DE
edit-problem-empty = Fill this in.
edit-problem-long = At most 500 characters.
edit-problem-money = Write an amount and a currency, for example 64 039.50 EUR.
edit-problem-number = Write a whole number.
edit-problem-day = Write a year, a month or a day: 2023, 2023-05 or 2023-05-14.
edit-problem-country = Write two letters, for example FR.
edit-problem-word = Choose one of the list.

# Retention
retention-title = How long it is kept
retention-lead = Accounts stay until their owner erases them. The rest goes by itself:
retention-of-account_event = What happened to an account
retention-of-confirmation_request = When a body was last asked to confirm a partnership
retention-of-account_session = Where somebody signed in, after the session
retention-of-accreditation = Who spoke for a town, after the decision
retention-of-ceremony = A sign-in that was begun
retention-of-invitation = Invitations, after they expire
retention-of-kept_form = What was typed when a session ended
retention-of-once = Answers to requests with a key
retention-of-one_time_link = Links in mails, after they expire
retention-of-rate_limit = Counted attempts
retention-of-reviewer_session = Reviewers’ sessions of the first version
retention-years = { $count ->
    [one] one year
   *[other] { $count } years
}
retention-days = { $count ->
    [0] one night at most
    [one] { $count } day
   *[other] { $count } days
}

menu-statistics = Statistics
statistics-title = Statistics
statistics-lead = What the atlas knows of cooperation between authorities, counted this moment.
statistics-by-year = Partnerships by year
statistics-by-country = Partnerships by country
statistics-by-kind = Partnerships by kind
statistics-by-theme = Partnerships by theme
statistics-by-status = Partnerships by status
statistics-by-age = Last sign of life of current partnerships
statistics-by-region = Partnerships by region
statistics-by-award-region = Laureates by region
statistics-head-year = Year
statistics-head-country = Country
statistics-head-kind = Kind
statistics-head-theme = Theme
statistics-head-status = Status
statistics-head-age = Last known step
statistics-head-region = Region
statistics-head-award-region = Region
statistics-awards = Laureates
statistics-region-lead = The region, oblast or Land that official lists put an authority in. A partnership counts in each region it has a party in.
statistics-age-lead = The year of the newest dated step: signature, renewal, confirmation.
statistics-age-0 = this year
statistics-age-2 = one or two years ago
statistics-age-5 = three to five years ago
statistics-age-10 = six to ten years ago
statistics-age-older = more than ten years ago
statistics-age-undated = no dated step
statistics-money = Money
statistics-what = Amounts
statistics-number = Number
statistics-sum = Sum
statistics-budgets = Budgets of projects
statistics-targets = Targets of campaigns
statistics-grants = Grants
statistics-method = A partnership counts once for each country of its parties; its year is that of the signature, or else of its beginning. All rows:
chart-table = The figures as a table
pair-over = Two authorities that work together
pair-link = The page of both authorities
pair-since =
    { $precision ->
       *[other] since { $name }
    }
pair-distance = { $name } km as the crow flies
pair-population = { $count ->
    [one] { $count } inhabitant
    *[other] { $count } inhabitants
}

# Reading a text
read-title = Read a text
read-lead = Paste a text: news, a council’s decision, a list of award winners. The site marks every authority it names, ties each to its official code, and says what the text claims, with reasons.
read-text = Text to read
read-hint = At most { $count } kB, about a hundred pages. An HTML page or the JSON answer of WordPress will do, too.
read-button = Read the text
read-privacy = Nothing you paste is stored or logged: the text is forgotten as soon as it is answered.
read-address-lead = An address to be read? Those who administer the site import them here:
read-again = Read another text
read-nothing = No authority was recognised in this text.
read-correct-lead = Has a name been misunderstood? Choose what it means; the claims follow.
read-means = “{ $name }” means
read-as-read = as the machine read it
read-none = no authority
read-correct = Correct
read-json = Download as JSON
read-in = The same result in:
read-more-names = { $count ->
    [one] Only the first name can be corrected here; the JSON file has them all.
   *[other] Only the first { $count } names can be corrected here; the JSON file has them all.
}
read-about-language = Language
read-empty = Paste a text first.
read-address = This is an address, which this page does not fetch: paste the text itself.
read-too-long = The text is larger than { $count } kB: paste a part of it at a time.
read-busy = Other texts are being read at the moment. Send yours again in a few seconds.
read-too-often = { $count ->
    [one] Too many texts came from your address. Send this one again in a second.
   *[other] Too many texts came from your address. Send this one again in { $count } seconds.
}
read-too-slow = Reading this text takes too long: paste a part of it at a time.
read-stumbled = The machine failed on this text. Paste a part of it at a time to find the place.
read-unreadable = This text cannot be read: { $name }
reason-chosen = Chosen by you
language-de = German
language-es = Spanish
language-it = Italian
language-pl = Polish
language-pt = Portuguese
language-ru = Russian
language-other = another language

# The page of the API
api-page-title = API
api-page-lead = Everything public in the register, as JSON, for programs. No key, no account: just ask.
api-page-openapi = The same description for machines: OpenAPI 3.1
api-page-start = First steps
api-page-step-list = Partnerships in force with Ukraine, two at a time:
api-page-step-name = The authorities that a name may mean, however it is spelled:
api-page-step-changes = What changed since a position; keep “next” and ask again later:
api-page-step-etag = Only if it changed: if not, the answer 304 costs nobody anything. The tag is that of the answer before:
api-page-step-file = Everything in one file, rather than row by row:
api-page-rules = Rules
api-page-rule-parts = A list comes in parts: give the value of “next” as “after” until it is null.
api-page-rule-changes = To follow the register, read the feed of changes: it misses nothing and repeats nothing.
api-page-rule-problems = Errors are application/problem+json documents (RFC 9457) that say what to do.
api-page-rule-browsers = Pages of other sites may read the API, the files and the feeds from a browser (CORS).
api-page-rule-stable = Under /api/v1 nothing is renamed or removed: fields are only added. What is not known is null.
api-page-limit = { $count } requests a minute for each address, { $key } with a key from your account. The header RateLimit tells what is left; beyond it, 429 and Retry-After.
api-page-unlimited = The number of requests is not limited; please be reasonable.
api-page-reference = Reference
api-page-english = Names and descriptions of fields are in English in every language.
api-page-needed = required
api-page-answer = Answer:
api-page-or = or
api-page-problems = Problems
api-page-schemas = Forms of the answers

data-filters = Only a part? The files of partnerships take the filters of the list, which leads to them:
data-selection = Download this selection:
# Card to embed
embed-title = Embed in your site
embed-lead = A small card of the partnerships, always up to date, without scripts or trackers. Copy this code:
embed-code = Code to copy
embed-look = See the card
card-partnerships = { $count ->
    [0] No partnership in force is known
    [one] { $count } partnership in force
   *[other] { $count } partnerships in force
}
card-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
card-source = Every fact with its source on Jumelage
card-new-tab = (new tab)
