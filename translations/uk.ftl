# Слова інтерфейсу українською. Один ключ на роль: сторінка-роль.

## The site
language-name = Українська
language-locale = uk_UA
language-fr = французька
language-en = англійська
language-uk = українська
site-name = Jumelage
site-description = Відкритий атлас співпраці між містами: хто з ким працює, відколи, чому і чиїм коштом; кожен факт має джерело.
skip-link = Перейти до змісту
languages-label = Мови
menu-label = Головне меню
menu-own-label = Робоче місце
menu-partnerships = Партнерства
menu-authorities = Громади
menu-programmes = Програми та конкурси
menu-projects = Проєкти
menu-stories = Історії
menu-data = Дані
menu-review = На перевірку
menu-import = Імпорт
foot-mission = Відкритий реєстр: кожен факт походить із джерела, яке можна перечитати.
attribution = Джерела: COG INSEE 2026, DGCL, La Poste (Licence Ouverte 2.0); КАТОТТГ; GeoNames (CC BY 4.0); Natural Earth; цитовані документи.
unknown = невідомо
unknown-day = без дати
colon = :
and-more = { $names } та ще { $count }
permanent-link = Постійна адреса
percent = { $number } %
money-sign = { $amount } { $sign }
money-code = { $amount } { $sign }
about-amount = близько { $name }
rate-per-inhabitant = { $amount } на жителя
rate-per-household = { $amount } на домогосподарство
rate-per = { $amount } за { $unit }
text-machine = (машинний переклад)
text-stale = (переклад давнішої версії)
list-heading = Список
pager-label = Продовження списку
pager-first = На початок
pager-next = Далі

## Home
home-title = Атлас
home-heading = Атлас міст-партнерів
home-lead = Комуни, міста та громади, які допомагають одне одному: партнерства, проєкти, кошти — кожне з доказом.
home-map = Мапа
home-table = Останні партнерства
home-all-partnerships = Усі партнерства
home-stories = Останні історії
home-calls = Конкурси проєктів і результати
home-ways = Що тут можна зробити
home-way-town = Знайти свою громаду
home-way-town-why = Кожна громада має свою сторінку. Працюєте в одній із них? Представляйте її там: підтверджуйте партнерства й пропонуйте нові.
home-way-read = Дати прочитати текст
home-way-read-why = Вставте новину чи рішення ради — і побачите, кого там названо і що стверджується.
home-way-data = Взяти дані
home-way-data-why = Усе відкритими файлами та через API, із джерелами.
count-partnerships = { $count ->
    [one] чинне партнерство
    [few] чинні партнерства
    *[other] чинних партнерств
}
count-authorities = { $count ->
    [one] партнер
    [few] партнери
    *[other] партнерів
}
count-countries = { $count ->
    [one] країна
    [few] країни
    *[other] країн
}
count-projects = { $count ->
    [one] проєкт
    [few] проєкти
    *[other] проєктів
}
count-sources = { $count ->
    [one] прочитане джерело
    [few] прочитані джерела
    *[other] прочитаних джерел
}
map-wait = Мапа завантажується; таблиця містить те саме.
map-twin = Усе, що показує мапа, є також у переліку партнерств.
map-absent = Мапі потрібні скрипти, які тут не встановлено. Таблиця нижче містить те саме.
map-noscript = Мапі потрібен JavaScript; таблиця містить те саме.
map-map = Мапа партнерств
map-skip = Пропустити мапу
map-load = Показати мапу
map-failed = Мапу не вдалося намалювати; таблиця містить те саме.
map-approximate = приблизне розташування
map-legend = Легенда
map-more = Відкрити сторінку
map-zoom_in = Збільшити
map-zoom_out = Зменшити
map-close = Закрити
map-sources = Основа мапи: Natural Earth
map-gesture_wheel = Ctrl + коліщатко, щоб змінити масштаб
map-gesture_wheel_mac = ⌘ + коліщатко, щоб змінити масштаб
map-gesture_touch = Рухайте мапу двома пальцями
map-load-size = Показати мапу ({ $kilobytes } кБ)
map-whole = Уся мапа
map-full_in = На весь екран
map-full_out = Вийти з повноекранного режиму
map-today = Чинні сьогодні
map-in_year = Чинні у { $year } році
map-slider = Рік
map-play = Програти роки
map-pause = Зупинити
map-partnerships = Партнерств: { $count }
map-places = Місць: { $count }
map-undated = Без відомої дати, не намальовано: { $count }
map-unplaced = Без відомого місця, лише в таблиці: { $count }
map-none = Жодне партнерство не відповідає цим умовам.
map-cluster = кілька місць із кількістю їхніх партнерств
map-place = одне місце
map-mixed = у різних станах
map-strongest = Намальовано { $count } найміцніших зв’язків із { $of }; збільште мапу, щоб побачити решту.
map-coarse = У цьому масштабі береги та кордони (1 : 50 000 000) лише приблизні.
map-since = Від:
map-until = До:
map-rest = і ще { $count }
map-closer = Наблизити
map-cross = Стрілки — рух · + і − — масштаб · Enter — відкрити те, що під хрестиком
map-nothing = Під хрестиком нічого немає; пересуньте мапу стрілками.

## Partnerships
partnerships-parties = Одна сторона
partnerships-partners = Друга сторона
partnerships-partner = Партнер
partnerships-beside = разом: { $name }
partnerships-kind = Вид
partnerships-status = Стан
partnerships-day = Дата
partnerships-details = Докладно
partnerships-open = Докладно: { $name }
partnerships-none = Жодне партнерство не відповідає.
partnerships-count = { $count ->
    [one] { $count } партнерство
    [few] { $count } партнерства
    *[other] { $count } партнерств
}
filter-country = Країна
filter-all = Усі
filter-button = Відібрати
filters-title = Відібрати на мапі й у таблиці
filters-clear = Скинути умови
filter-in-force = Чинні
filter-any = Усі, також завершені й відхилені
filter-year = Чинні в році
filter-money = Кошти
filter-money-known = Кошти відомі
filter-theme = Тема
order-label = Порядок
order-newest = Спершу найновіші
order-oldest = Спершу найдавніші
order-names = За назвами
partnership-programme = Програма
partnership-left = З одного боку
partnership-right = З другого боку
partnership-life = Лінія життя
partnership-no-step = Жодної дати не відомо.
partnership-why = Чому саме ці партнери
partnership-no-why = Жодне джерело не каже, чому партнери обрали одне одного.
partnership-proof = Докази
partnership-reasons = Як це прочитала машина
partnership-money = Кошти
partnership-coordinators = Координація
proof-none = Жодного доказу не опубліковано.
quote-read-on = прочитано
quote-original = Оригінал документа
quote-in-text = Показати в тексті
evidence-derived = Обчислено за правилом «{ $rule }» з: { $inputs }
ageing-since = Це партнерство ніхто не підтверджував понад два роки (останній знак: { $date }).
ageing-undated = Жодна дата не свідчить, чи це партнерство ще живе.
partnership-kind-twinning = побратимство
partnership-kind-cooperation_agreement = угода про співпрацю
partnership-kind-memorandum = меморандум
partnership-kind-friendship_declaration = декларація про дружбу
partnership-kind-letter_of_intent = лист про наміри
partnership-kind-solidarity_partnership = партнерство солідарності
partnership-kind-network = мережа
partnership-kind-project_partnership = проєктне партнерство
theme-culture = культура
theme-education = освіта й молодь
theme-sport = спорт
theme-health = здоров’я
theme-water = вода й відходи
theme-environment = довкілля
theme-economy = економіка й туризм
theme-governance = місцеве врядування
theme-reconstruction = відбудова
theme-solidarity = солідарність
theme-rule = Теми визначено за словами партнерства, його проєктів, зборів коштів і дій; їх може бути кілька або жодної.
theme-told-by = за словом «{ $name }»
status-sought = шукають
status-offered = запропоновано
status-explored = обговорюють
status-announced = оголошено
status-voted = проголосовано
status-signed = підписано
status-active = діє
status-dormant = приспане
status-suspended = призупинено
status-refused = відхилено
status-ended = завершено
step-first_contact = Перший контакт
step-announced = Оголошено
step-established = Започатковано
step-voted = Голосування
step-signed = Підписано
step-transmitted = Передано державі
step-confirmed = Підтверджено
step-renewed = Поновлено
step-ended = Завершено
step-deadline = Кінцевий строк
step-held = Відбулося
step-delivered = Доставлено
role-lead = провідна сторона
role-partner = партнер
role-member = учасник

## Authorities
authorities-lead = Усі громади, які названо у фактах реєстру. Решта теж мають сторінку: шукайте за назвою чи кодом.
authorities-count = { $count ->
    [one] { $count } громада
    [few] { $count } громади
    *[other] { $count } громад
}
authority-name = Назва
authority-kind = Вид
authority-partnerships = Партнерства
authority-past = Можливі або завершені партнерства
authority-within = Найновіші партнерства громад цього регіону
authority-no-partnership = Поки що жодного партнерства не відомо.
authority-find = Шукати в джерелах
authority-parents = Належить до
authority-successor = Ця громада більше не існує в такому вигляді; її наступниця:
authority-merged = Цю громаду приєднано до іншої:
authority-merged-on = Цю громаду приєднано до іншої ({ $name }):
authority-split = Цю громаду поділено; одна з її наступниць:
authority-split-on = Цю громаду поділено ({ $name }); одна з її наступниць:
authority-occupied = Тимчасово окупована територія за офіційним переліком.
authority-projects = Проєкти
authority-awards = Виграні конкурси
authority-money = Спільні кошти
authority-actions = Дії
authority-stories = Історії
authority-sources = Джерела, що її називають
authority-identity = Довідка
authority-code = Офіційний код
authority-siret = SIRET
authority-wikidata = Вікідані
authority-population = Населення
authority-point = Координати
authority-approximate = приблизно, за сусідами
authority-names = Назви
authority-more-names = { $count ->
    [one] ще { $count } назва
    [few] ще { $count } назви
    *[other] ще { $count } назв
}
authority-data = Дані
name-of-hromada = { $name } громада
name-use-official = офіційна
name-use-transliteration = транслітерація
name-use-exonym = іншомовна назва
name-use-short = коротка форма
name-use-former = колишня назва
name-use-alias = інше написання
organisation-association = об’єднання
organisation-state = державний орган
organisation-network = мережа
organisation-other = організація
organisation-nothing = Поки що жодного опублікованого факту про цю організацію.
share-proposed = запропоновано
share-voted = проголосовано
share-transmitted = передано префектові
share-called = затребувано
share-paid = сплачено

## Programmes and calls
programmes-title = Програми та конкурси проєктів
programmes-lead = Що зводить партнерів і що їх фінансує.
programmes-matching = Програми
programmes-none = Поки що жодної програми не відомо.
programme-over = Програма
programme-matched = Партнерства програми
programme-partnerships = { $count ->
    [one] { $count } партнерство
    [few] { $count } партнерства
    *[other] { $count } партнерств
}
calls-none = Поки що жодного конкурсу не відомо.
call-over = Конкурс проєктів
call-laureates = { $count ->
    [one] { $count } переможець
    [few] { $count } переможці
    *[other] { $count } переможців
}
call-session = Сесія { $count }
call-lead = Провідна громада
call-partner = Партнер
call-project = Проєкт
call-source = Дивитися в джерелі
call-no-region = Регіон не вказано
call-nothing = Жодного результату не опубліковано.

## Alliances, campaigns, projects, actions
alliance-over = Альянс
alliance-of = Альянс: { $name }
alliance-members-count = { $count ->
    [one] { $count } учасник
    [few] { $count } учасники
    *[other] { $count } учасників
}
alliance-serves = Партнерство
alliance-pool = Спільний внесок
alliance-computed = За офіційним населенням
alliance-stated = Як каже джерело
alliance-both = Обидві цифри стоять поруч: жодна не виправляє іншої.
alliance-incomplete = Населення принаймні одного учасника невідоме: обчислена сума занижена.
alliance-table = Частка кожного учасника
alliance-member = Учасник
alliance-share = Частка
alliance-state = Стан частки
alliance-total = Разом
campaigns-title = Кампанії
campaign-over = Кампанія
campaign-target = Мета: { $name }
campaign-goal = Мета
campaign-deadline = Кінцевий строк
campaign-ended = строк минув
grants-title = Гранти
grants-given = Надані гранти
grants-received = Отримані гранти
grant-over = Грант
grant-from-to = { $giver } → { $recipient }
grant-amount = Сума
grant-day = Дата
grant-givers = Надає
grant-recipients = Отримує
grant-form-cash = грошима
grant-form-in_kind = у натуральній формі
projects-lead = Що партнери роблять разом.
projects-none = Поки що жодного проєкту не відомо.
project-over = Проєкт
project-award = переможець конкурсу
project-parties = Хто його веде
project-budget = Заявлений бюджет
project-status-planned = заплановано
project-status-active = триває
project-status-completed = завершено
project-status-cancelled = скасовано
action-kind-delivery = Доставка
action-kind-stay = Перебування
action-kind-event = Зустріч
action-kind-support = Підтримка
action-role-giver = надавач
action-role-beneficiary = отримувач
action-role-host = приймає
action-role-supporter = підтримує
action-role-participant = учасник

## Stories and sources
stories-lead = Що розповідають партнери.
stories-none = Поки що жодної історії не опубліковано.
story-over = Історія
story-source = Дивитися, як прочитано цей текст
story-picture = Зображення:
story-quoted = Права на цей текст дозволяють лише короткі цитати: читайте його у видавця.
story-named = Названі громади
story-partnerships = Партнерства, які доводить ця історія
sources-title = Джерела
sources-lead = Документи, які прочитав реєстр. Кожен факт веде до одного з них.
sources-none = Ще жодного джерела не прочитано.
source-over = Джерело
source-found =
    { $mentions ->
        [one] { $mentions } назва
        [few] { $mentions } назви
        *[other] { $mentions } назв
    }, { $claims ->
        [one] { $claims } твердження
        [few] { $claims } твердження
        *[other] { $claims } тверджень
    }
source-names-it = { $count ->
    [one] названо { $count } раз
    [few] названо { $count } рази
    *[other] названо { $count } разів
}
source-text = Прочитаний текст
source-quoted = Права на цей документ дозволяють лише короткі цитати. Повний текст — для перевірників.
source-shortened = Текст триває: тут показано лише початок.
source-claims = { $count ->
    [one] { $count } твердження
    [few] { $count } твердження
    *[other] { $count } тверджень
}
source-mentions = { $count ->
    [one] { $count } знайдена назва
    [few] { $count } знайдені назви
    *[other] { $count } знайдених назв
}
source-remark = Зауваження:
source-engine = Версія читача
legend-name = розпізнана назва
legend-claim = твердження
legend-remark = зауваження
format-word_press = допис WordPress
format-news_list = перелік новин
format-communique = комюніке
format-text = текст
format-html = вебсторінка
format-sheet = таблиця
format-feed = стрічка
format-statement = заява
rights-own = Документ проєкту, показано повністю.
rights-licensed = Показано за ліцензією { $licence }, { $holder }.
rights-quotation = Цитований документ: короткі уривки та посилання.
mention-text = Написано
mention-body = Розпізнано як
mention-verdict = Висновок
mention-reasons = Підстави
verdict-one = розпізнано
verdict-several = кілька можливих
verdict-unknown = невідоме
claim-kind-partnership = Партнерство
claim-kind-award = Перемога в конкурсі
claim-kind-funding = Фінансування
claim-kind-delivery = Доставка
claim-kind-support = Підтримка
claim-kind-event = Зустріч
claim-state-waiting = чекає на перевірку
claim-state-accepted = прийнято
claim-state-rejected = відхилено
claim-state-superseded = замінено
fact-parties = Сторони
fact-others = Інші
fact-written = написано «{ $name }»
fact-dates = Дати
fact-amount = Сума
fact-base = Заявлена кількість
fact-quantity = Кількість
fact-title = Назва
fact-region = Регіон
fact-programme = Програма
fact-call = Конкурс
fact-place = Місце
fact-why = Причина
remark-deduction_from_income = Текст говорить про відрахування з оподатковуваного доходу; у Франції дар зменшує сам податок (статті 200 і 238 bis CGI). Цитату збережено, але вона не є правилом.
remark-table_without_known_headings = Таблиця не має відомих заголовків: { $headings }
remark-unreadable = Документ не вдалося прочитати: { $message }
remark-encoding_assumed = Файл не вказує кодування: припущено { $encoding }.
remark-undecodable_bytes = Деякі байти нічого не означають у кодуванні { $encoding }, їх замінено.
remark-control_characters = Керівні символи замінено.
remark-language_disagrees = Файл зазначає мову «{ $stated }», текст — мовою «{ $found }».
remark-excerpt_in_other_language = Анотація іншою мовою, ніж текст.
remark-unreadable_date = Нечитабельна дата: { $written }
remark-empty_item = Датований запис не має тексту.
remark-post_without_content = Допис без вмісту пропущено.
remark-not_a_post = Елемент переліку не є дописом.
remark-truncated_list = Перелік обривається; попереднє збережено.
remark-html_stripped = Сторінка надто заплутана: лише вилучено теги.
remark-row_width = Рядок { $row } має неочікувану кількість клітинок.
remark-header_repeated = Заголовки повторено на новій сторінці.
remark-heading_unknown = Перший рядок не має відомого заголовка; його збережено.
remark-other_sheets = Інші аркуші книги не прочитано.
remark-picture_missed = Не вдалося отримати зображення: { $why }
remark-other = Зауваження читача: { $name }

## Why the machine says so
reason-unknown = Підставу записано під кодом «{ $name }»
reason-inflected_name = Назва з переліку у відміненій формі
reason-short_name = Скорочена назва: «{ $name }»
reason-accepted = Прийнято людиною
reason-corrected = Виправлено і прийнято людиною
reason-accepted_together = Прийнято людиною разом з іншими твердженнями джерела
reason-stated = Заявлено стороною партнерства
reason-exact_name = Назва збігається з офіційним переліком
reason-folded_name = Назва з переліку, без огляду на діакритику та дефіси
reason-fuzzy_name = Написано «{ $written }», близько до «{ $name }»
reason-short_form_of = Коротка форма назви «{ $long }»
reason-acronym = Скорочення «{ $written }»
reason-type_word = Слово «{ $word }» вказує, яка це одиниця
reason-typed_elsewhere = Названо з титулом деінде в тексті: { $name }
reason-country_given = Країну вказано: { $country }
reason-region_given = Регіон вказано: { $region }
reason-mixed_alphabets = У «{ $written }» змішано літери двох абеток: схоже на назву, та написано інакше
reason-near = За { $km } км від { $other }, названого в тому ж тексті
reason-named_with = Названо разом з { $other }
reason-population = Населення: { $inhabitants }
reason-only_candidate = Жодна інша одиниця не має такої назви
reason-former_name = Колишня назва
reason-alias = Написання, засвідчене у джерелі
reason-transliteration = Транслітерація офіційної назви
reason-hromada_of_city = Місто тут означає свою громаду
reason-verb = Про це каже слово «{ $word }»
reason-date_in_sentence = Дата в тому ж реченні: { $date }
reason-one_list = Назви утворюють один перелік
reason-laureate_line = Рядок списку переможців
reason-table_row = Один рядок таблиці (№ { $row })
reason-heading = Про це каже заголовок: { $heading }
reason-footnote_list = Виноска { $marker }
reason-approximate = Текст каже «близько»
reason-programme_named = Програму названо: { $programme }
reason-why_given = Текст каже, чому
reason-document_countries = Документ говорить про: { $countries }
reason-lowercase_penalty = Написано з малої літери: менш певно
reason-ambiguous = Таку назву мають { $count } одиниць
reason-amount_word = Слово «{ $word }» називає цю суму
reason-duration = Тривалість: { $quantity } { $unit }
reason-stated_number = Текст наводить число: { $count }
reason-trusted_source = Довірене джерело, прийнято за правилом

## Search
search-label = Шукати місто, код, проєкт
search-placeholder = Місто чи код…
search-button = Шукати
search-title = Пошук
search-title-for = Пошук: { $name }
search-how = Пишіть назву так, як пам’ятаєте, будь-якою абеткою, або офіційний код.
search-count = { $count ->
    [one] { $count } результат
    [few] { $count } результати
    *[other] { $count } результатів
}
search-nothing = Нічого не знайдено. Спробуйте менше слів або інше написання.
search-bodies = Громади та організації
search-others = У реєстрі
why-name = назва:
why-code = код:
why-title = заголовок:
why-party = сторона:
why-reason = причина:
why-kind = вид:
why-programme = програма:
why-done = дії:
why-text = текст:
found-sort-authority = Громади та влада
found-sort-organisation = Організації
found-sort-partnership = Партнерства
found-sort-project = Проєкти
found-sort-call = Конкурси
found-sort-programme = Програми
found-sort-alliance = Альянси
found-sort-campaign = Кампанії
found-sort-story = Історії
found-sort-source = Джерела
search-very-many = Понад 20 000 результатів: ось найкращі.
search-mended = У реєстрі ніде немає «{ $asked }». Ось де є «{ $read }».
search-some-words = У реєстрі ніде немає всіх цих слів разом. Ось де є деякі з них.
search-unready = { $count ->
    [one] Пошуковий покажчик оновлюється: лишилося прочитати { $count } запис, деяких результатів може бракувати.
    [few] Пошуковий покажчик оновлюється: лишилося прочитати { $count } записи, деяких результатів може бракувати.
    *[other] Пошуковий покажчик оновлюється: лишилося прочитати { $count } записів, деяких результатів може бракувати.
}
search-by-sort = За видом
search-by-country = За країною
search-suggestions = Підказки
found-spelling = інше написання назви { $name }
found-partnerships = { $count ->
    [one] { $count } партнерство
    [few] { $count } партнерства
    *[other] { $count } партнерств
}
found-organisation = організація

## Errors
error-title-missing = За цією адресою немає сторінки
error-text-missing = Можливо, адреса неповна або сторінки ніколи не було.
error-advice-missing = Пошукайте те, що хотіли прочитати: досить назви міста чи коду.
error-title-several = Таку назву мають кілька громад
error-text-several = В адресі стоїть назва, яку носять кілька громад.
error-advice-several = Виберіть одну з них або шукайте за кодом чи країною.
error-title-unnamed = Жодна громада не має саме такої назви
error-text-unnamed = В адресі стоїть назва, якої ми в такому написанні не знаємо. Близькі до неї:
error-advice-unnamed = Якщо жодна не підходить, шукайте за іншою назвою або за офіційним кодом.
error-title-uncoded = Жодна громада не має такого коду
error-text-uncoded = Код має правильну або майже правильну форму, але в наших списках його ніхто не має. Відрізняються на одну цифру:
error-advice-uncoded = Якщо жодна не підходить, шукайте за назвою.
error-title-gone = Цю сторінку вилучено
error-text-gone = Цей факт тут був, але більше його немає: змінилося джерело або його відхилила перевірка.
error-advice-gone = Пошукайте його за назвами партнерів.
error-title-invalid = Запит недійсний
error-text-invalid = Форма або адреса містить щось неможливе.
error-advice-invalid = Поверніться і перевірте введене.
error-title-forbidden = Ця сторінка не для цього облікового запису
error-text-forbidden = Ви увійшли, але те, що ви запитуєте, належить іншим людям.
error-advice-forbidden = Якщо це мало б бути вашим, напишіть адміністрації цього реєстру.
error-title-ours = Сталася помилка з нашого боку
error-text-ours = Сторінку не вдалося створити. Подію записано.
error-advice-ours = Спробуйте трохи згодом; якщо не минеться, повідомте нам номер нижче.
error-title-full = Немає місця для нових записів
error-text-full = Надіслане не збережено: диск сервера заповнений. Читати можна все, як і раніше.
error-advice-full = Поверніться назад, збережіть введене й надішліть його трохи згодом; адміністрація бачить це у своєму журналі.
error-title-busy = Реєстр зайнятий
error-text-busy = Надіслане не збережено: сховище реєстру зараз не відповідає. Читати можна все, як і раніше.
error-advice-busy = Поверніться назад і надішліть ще раз за кілька секунд; введене досі у формі.
error-report = Номер події:
error-search = Шукати в атласі
error-home = До атласу

## Review
review-title = Твердження на перевірку
review-greeting = Вітаємо, { $name }.
review-count = { $count ->
    [0] Жодне твердження не чекає.
    [one] { $count } твердження чекає.
    [few] { $count } твердження чекають.
    *[other] { $count } тверджень чекають.
}
review-keys = З клавіатури: j і k — між твердженнями, a — прийняти, c — виправити, r — до причини відхилення, t — узяти джерело або повернути.
review-correct = Виправити
review-corrected = Виправлено і прийнято: факт опубліковано.
review-sources = Де чекають твердження
review-since = прочитано
review-kind = Вид твердження
review-every-kind = Усі
review-order = Порядок
review-order-source = Спочатку ваші, за джерелом
review-order-old = Спочатку найдавніші
review-order-sure = Спочатку найпевніші
review-order-unsure = Спочатку найменш певні
review-show = Показати
review-all = Показати все
review-waiting = { $count ->
    [one] { $count } твердження
    [few] { $count } твердження
   *[other] { $count } тверджень
}
review-together = Прийняти всі твердження цього джерела, прочитані щонайменше з такою певністю, у відсотках
review-together-button = Прийняти разом
review-together-done = { $count ->
    [0] Жодне твердження цього джерела не є водночас настільки певним і повним.
    [one] Прийнято { $count } твердження.
    [few] Прийнято { $count } твердження.
   *[other] Прийнято { $count } тверджень.
}
review-together-undone = { $count ->
    [0] Скасовувати вже нічого.
    [one] Скасовано: { $count } твердження знову чекає.
    [few] Скасовано: { $count } твердження знову чекають.
   *[other] Скасовано: { $count } тверджень знову чекають.
}
review-accept = Прийняти
review-reject = Відхилити
review-reason = Причина відхилення
review-undo = Скасувати це рішення
review-accepted = Прийнято: факт опубліковано.
review-rejected = Відхилено.
review-undone = Рішення скасовано: твердження знову чекає.
review-meanwhile = Це твердження тим часом уже вирішено.
review-incomplete = Це твердження ще не можна опублікувати: невідома сторона, сума або конкурс.
review-edited = Факт, який підтверджує лише це твердження, відтоді змінила людина: спершу скасуйте ту зміну.
review-reason-needed = Відхилення потребує причини.
review-nothing = Нічого не чекає на перевірку.
assignments-title = Хто що перевіряє
assignments-lead = Джерело, твердження якого чекають, можна взяти: тоді інші бачать, чиє воно. Вирішувати все одно може кожен.
assignment-take = Узяти
assignment-back = Повернути
assignment-give = Передати
assignment-take-label = Узяти: { $name }
assignment-back-label = Повернути: { $name }
assignment-give-label = Передати: { $name }
assignment-mine = Ваше від { $name }
assignment-anothers = Має { $name } від { $day }
assignment-anyway = Ви все одно можете вирішити.
assignment-meanwhile = Це джерело тим часом перейшло до інших рук. { $name }.
assignment-free-again = Це джерело тим часом повернули: тепер воно нічиє.
assignment-no-reviewer = Ця особа не може вирішувати щодо тверджень цього джерела.
assignment-nobody = Нічиє
queue-whose-mine = Ваші
queue-whose-nobody = Нічиї
queue-whose-all = Усі
queue-sources = { $count ->
    [one] { $count } джерело
    [few] { $count } джерела
   *[other] { $count } джерел
}
queue-oldest = найдавніше прочитано

## Accounts
instant = { $day }, { $time } за Гринвічем
form-problems = Щось не так
form-kept = Ви знову увійшли. Написане повернулося на місце; ще нічого не надіслано.
field-email = Електронна адреса
field-password = Пароль
field-present-password = Теперішній пароль
field-new-password = Новий пароль
field-password-hint = Щонайменше { $count } символів. Кілька не пов’язаних між собою слів — добрий пароль.
field-password-short = Пароль закороткий: потрібно щонайменше { $count } символів.
field-password-long = Пароль задовгий: не більше ніж { $count } символів.
field-password-guessable = Цей пароль легко вгадати: уникайте свого імені, адреси та повторів.
field-password-wrong = Це не ваш теперішній пароль.
field-name = Ім’я для показу
field-name-hint = Ім’я, яке бачать інші люди в реєстрі.
field-name-problem = Вкажіть ім’я, не довше за { $count } символів.
sign-in-title = Увійти
sign-in-button = Увійти
sign-out-button = Вийти
sign-in-help = Щоб читати реєстр, обліковий запис не потрібен. Облікові записи — для громад і для тих, хто веде реєстр.
sign-in-needed = Увійдіть, щоб продовжити.
sign-in-interrupted = Ваш сеанс завершився. Увійдіть знову: нічого з написаного не втрачено.
sign-in-wrong = Адреса й пароль не пасують одне до одного.
sign-in-too-often = { $count ->
    [one] Забагато спроб. Спробуйте знову за { $count } хвилину.
    [few] Забагато спроб. Спробуйте знову за { $count } хвилини.
    *[other] Забагато спроб. Спробуйте знову за { $count } хвилин.
}
sign-in-link-lead = Це посилання відкриває сеанс для користувача { $name }. Воно діє один раз.
sign-in-link-spent = Це посилання вже нічого не відкриває: його використали або його час минув.
session-means-password = за паролем
session-means-link = за посиланням
session-means-provider = через іншу службу
session-means-passkey = за ключем доступу
platform-role-programme_officer = Відповідальний за програму
platform-role-reviewer = Перевірка тверджень
platform-role-moderator = Модерація
platform-role-administrator = Адміністрування
account-title = Мій обліковий запис
account-lead = Вітаємо, { $name }.
account-profile = Профіль
account-roles = Ролі
account-language = Мова повідомлень
account-save = Зберегти
account-password-button = Змінити пароль
account-sessions = Відкриті сеанси
account-session-here = цей сеанс
account-session-opened = відкрито { $name }
account-session-end = Завершити
account-session-end-label = Завершити сеанс: { $name }
account-sessions-end = Завершити всі інші
account-device-unknown = Невідомий пристрій
account-data = Ваші дані
account-data-text = Усе, що реєстр знає про вас, у файлі, який прочитає машина.
account-data-button = Завантажити копію
account-erase = Стерти мій обліковий запис
account-erase-text = Ваше ім’я, адреса, сеанси й ролі зникають одразу й назавжди. Ваші рішення лишаються в журналі без вашого імені.
account-erase-email = Щоб підтвердити, напишіть свою електронну адресу
account-erase-other = Це не адреса цього облікового запису.
account-erase-button = Стерти назавжди
account-done-profile = Профіль збережено.
account-done-password = Пароль змінено; інші ваші сеанси завершено.
account-done-session = Сеанс завершено.
account-done-sessions = Усі інші сеанси завершено.
sign-in-forgotten = Забули пароль?
field-email-problem = Вкажіть адресу у вигляді ім’я@домен, без пробілів.
register-title = Створити обліковий запис
register-lead = На пошту прийде лист із посиланням, щоб вибрати пароль. Лише після цього обліковий запис почне існувати.
register-button = Надіслати посилання
register-known = Я вже маю обліковий запис
reset-title = Вибрати новий пароль
reset-lead = Вкажіть адресу свого облікового запису: прийде лист із посиланням, що діє пів години.
reset-button = Надіслати посилання
reset-choose = Зберегти цей пароль
reset-choose-lead = Виберіть пароль, якого не вживаєте більше ніде. Ви ввійдете одразу.
mail-sent = Якщо все гаразд, за кілька хвилин прийде лист. Перейдіть за посиланням у ньому; загляньте й до спаму.
evidence-person = особа з реєстру

## Представляти громаду чи організацію
menu-accreditations = Повноваження
menu-accounts = Облікові записи
member-role-reader = Читання
member-role-editor = Редагування
member-role-manager = Керування
member-may-reader = Бачить те, що не є публічним.
member-may-editor = Бачить непублічне, подає заяви та пропозиції від її імені.
member-may-manager = Бачить непублічне, подає заяви та пропозиції від її імені й вирішує, хто є учасником.
own-bodies = Мої громади та організації
own-bodies-none = Ви ще не представляєте жодної громади. Знайдіть свою: запит подають з її сторінки.
own-bodies-find = Знайти громаду:
speak-question = Працюєте там?
speak-link = Представляти її тут
speak-title = Представляти: { $name }
speak-lead = Представник може підтверджувати партнерства, пропонувати нові та відповідати на пропозиції. Є два шляхи:
speak-by-domain = Ваша поштова адреса належить до офіційного домену: відповідь буде одразу.
speak-own-address = Ваша адреса: { $name }.
speak-unverified = Її ще не підтверджено; щоб підтвердити, замовте новий пароль поштою.
speak-by-letter = Інакше потрібен підписаний лист або модератор, який вас знає: він розгляне запит.
speak-letter = Де підписаний лист?
speak-letter-hint = Його адреса на сайті громади або коли й кому ви його надіслали. Залиште порожнім, якщо досить поштової адреси.
speak-button = Подати запит
speak-waiting = Запит від { $date }: чекає на модератора.
speak-accepted = Запит від { $date }: прийнято.
speak-refused = Запит від { $date }: відхилено. Можна подати новий.
speak-member = Ви вже її представляєте.
speak-desk = Відкрити її кабінет
desk-over = Кабінет учасників
desk-lead-moderator = Ви бачите цей кабінет як модератор.
desk-public = Публічна сторінка
desk-members = Учасники
members-title = Учасники: { $name }
members-none = Її ще ніхто не представляє.
members-you = це ви
members-role = Роль
members-role-label = Роль: { $name }
members-change = Змінити
members-remove = Вилучити
members-remove-label = Вилучити з учасників: { $name }
members-invite = Запросити
members-invite-email = Електронна адреса
members-invite-button = Надіслати запрошення
members-already = Ця особа вже є учасником.
members-invited = Запрошення, що чекають
members-until = до { $name }
members-withdraw = Відкликати
members-withdraw-label = Відкликати запрошення: { $name }
members-leave = Більше її не представляти
members-leave-text = Ви більше не бачитимете цього кабінету. Той, хто керує учасниками, зможе запросити вас знову.
members-leave-button = Вийти з учасників
invitation-title = Запрошення: { $name }
invitation-lead = Вас запрошують діяти від імені: { $name }. Ваша роль:
invitation-known = Ця адреса вже має обліковий запис. Увійдіть, щоб прийняти.
invitation-as = Ви приймаєте як { $name }.
invitation-new = Вкажіть ім’я та пароль: обліковий запис відкриється одразу.
invitation-accept = Прийняти запрошення
accreditations-title = Повноваження
accreditations-lead = Хто просить кого представляти. Перевірте лист або зателефонуйте за номером, який знайшли самі.
accreditations-none = Запитів немає.
accreditations-verified = адресу підтверджено
accreditations-unverified = адресу не підтверджено
accreditations-no-letter = Листа не вказано.
accreditations-accept = Прийняти: особа керує
accreditations-refuse = Відхилити
accreditations-reason = Причина відмови ({ $name })
accreditations-reason-missing = Відмова потребує причини: особа її прочитає.
accreditations-decided = Останні рішення
proof-domain = Доказ: поштовий домен.
proof-letter = Доказ: лист або перевірка.
proof-moderator = Доказ: слово модератора.
domains-title = Офіційні поштові домени
domains-lead = Підтверджена адреса з таким доменом одразу доводить, що особа представляє громаду. Домен, спільний для кількох громад, нічого не доводить.
domains-add = Додати домен
domains-add-button = Додати
domains-domain = Домен
domains-domain-hint = Те, що після знака @, наприклад mairie-exemple.fr
domains-domain-problem = Це не домен. Напишіть те, що після знака @.
domains-body = Чий це домен?
domains-body-hint = Назва або код, наприклад fr-com-94041
domains-source = Звідки це відомо?
domains-source-hint = Адреса офіційної сторінки, лист, дзвінок
domains-source-problem = Вкажіть, звідки це відомо.
domains-find = Знайти домен:
domains-none = Жодного домену не записано.
domains-drop = Вилучити…
domains-drop-label = Вилучити { $name }
domains-more = Не показано доменів: { $count }. Уточніть пошук.
accounts-title = Облікові записи
accounts-find = Ім’я або адреса:
accounts-none = Такого облікового запису немає.
accounts-more = Є й інші: уточніть пошук.
accounts-blocked = заблоковано
accounts-created = Відкрито
accounts-no-role = Ролей немає.
accounts-role = Надати роль
accounts-role-of = { $role } ({ $name })
accounts-of = Лише для того, що належить організації
accounts-of-hint = Назва або ключ організації; порожньо: весь реєстр
accounts-no-organisation = Жодна організація не має саме такої назви чи ключа.
accounts-give = Надати цю роль
accounts-take = Забрати
accounts-take-label = Забрати роль: { $name }
accounts-not-yourself = Не для себе: зверніться до іншого адміністратора.
accounts-bodies = Представляє
accounts-access = Доступ
accounts-block-text = Заблокований запис не відкриває сеансів; відкриті припиняються одразу. Це можна скасувати.
accounts-block = Заблокувати запис
accounts-blocked-since = Заблоковано з { $name }.
accounts-unblock = Розблокувати
done-speaks = Ваша адреса це доводить: відтепер ви її представляєте.
done-asked = Запит надіслано. Модератор відповість поштою.
done-joined = Вітаємо: ви тепер учасник.
done-left = Ви її більше не представляєте.
done-invited = Запрошення надіслано.
done-invitation-withdrawn = Запрошення відкликано: його посилання вже нічого не відкриває.
done-role = Роль змінено.
done-removed = Вилучено з учасників.
done-restored = Знову серед учасників.
done-last-manager = Хтось має керувати учасниками: спершу надайте цю роль іншій особі.
done-meanwhile = Тим часом це вже змінилося; ось нинішній стан.
done-accepted = Прийнято: особу повідомлено поштою.
done-refused = Відхилено: особу повідомлено поштою.
done-undone = Рішення скасовано: запит знову чекає.
done-domain-added = Домен додано.
done-domain-dropped = Домен вилучено; учасники лишаються учасниками.
done-role-given = Роль надано.
done-role-taken = Роль забрано.
done-blocked = Запис заблоковано; його сеанси припинено.
done-unblocked = Запис розблоковано.
mail-speaker-waits-subject = Новий запит: { $body }
mail-speaker-waits-text = На { $site } хтось просить права представляти: { $body }. Запит чекає на ваше рішення.
mail-speaker-waits-link = Переглянути запити
mail-speaker-waits-after = Ви отримали цей лист, бо модеруєте цей сайт.
mail-accredited-subject = Відтепер ви представляєте: { $body }
mail-accredited-text = Ваш запит прийнято: на { $site } ви відтепер представляєте: { $body }.
mail-accredited-link = Відкрити її кабінет
mail-accredited-after = Там можна запросити колег.
mail-not-accredited-subject = Ваш запит щодо: { $body }
mail-not-accredited-text = Ваш запит представляти { $body } на { $site } не прийнято. Причина: { $reason }
mail-not-accredited-link = Подати новий запит
mail-not-accredited-after = Якщо причина незрозуміла, подайте запит знову з поясненням.
## Protection of the account
account-protection = Захист облікового запису
protection-on = увімкнено
protection-off = вимкнено
protection-change = Налаштувати
protection-change-label = Налаштувати: { $name }
codes-title = Одноразові коди
codes-text = Код із вашого телефона, який треба ввести після пароля.
codes-off-lead = Застосунок у вашому телефоні показує код, що змінюється кожні тридцять секунд. Коли коди ввімкнено, для входу потрібен і пароль, і код: хто дізнається ваш пароль, усе одно не ввійде.
codes-begin = Увімкнути коди
codes-begin-text = Потрібен застосунок для кодів, наприклад Aegis, FreeOTP або вбудований у ваш менеджер паролів.
codes-begun-lead = Зчитайте це зображення застосунком і введіть код, який він покаже. Лише після цього коди запрацюють.
codes-picture = Зображення, яке зчитує застосунок для кодів
codes-secret = Якщо немає камери, введіть у застосунок цей ключ:
codes-confirm = Перший код
codes-confirm-button = Підтвердити
codes-done-on = Коди ввімкнено. Спершу збережіть запасні коди.
codes-done-off = Кодів більше не потрібно.
codes-on-lead = Код потрібен для кожного входу; увімкнено { $name }.
codes-end = Більше не питати кодів
codes-end-text = Для входу знову вистачить самого пароля.
codes-end-button = Вимкнути
field-code = Код
field-code-hint = Шість цифр, які застосунок показує зараз.
field-code-any-hint = Шість цифр, які показує застосунок, або один із запасних кодів.
field-code-wrong = Цей код неправильний або вже використаний. Зачекайте, доки застосунок покаже інший.
recovery-title = Запасні коди
recovery-left = { $count ->
    [0] Запасних кодів не лишилося: створіть нові.
    [one] У вас лишився { $count } запасний код.
    [few] У вас лишилося { $count } запасні коди.
    *[other] У вас лишилося { $count } запасних кодів.
}
recovery-lead = Якщо загубите телефон, кожен із цих кодів один раз замінить код застосунку. Збережіть їх не в телефоні: більше ця сторінка їх не покаже.
recovery-download = Завантажити
recovery-copy = Копіювати
recovery-copied = Скопійовано.
recovery-print = Друкувати
recovery-kept = Коди збережено: далі
recovery-renew = Створити нові коди
recovery-renew-text = Загубили їх або майже всі використали? Нові замінять старі.
recovery-done = Нові коди створено; старі більше не діють.
passkey-add = Додати ключ доступу
passkey-text = Ключ доступу дає змогу ввійти відбитком пальця, обличчям або PIN-кодом вашого пристрою, без пароля й одноразового коду. Жодна підроблена сторінка його не вкраде.
passkey-none = Цей браузер не вміє створювати ключі доступу: у ньому вимкнено сценарії або він застарий.
passkey-name = Назва ключа
passkey-name-hint = Щоб відрізняти його від інших, наприклад «Телефон».
passkey-unnamed = Ключ доступу
passkey-add-button = Додати
passkey-unused = додано { $added }, ще не використано
passkey-used = додано { $added }, востаннє використано { $used }
passkey-remove = Вилучити
passkey-remove-label = Вилучити ключ доступу { $name }
passkey-added = Ключ доступу додано. Відтепер ви можете входити з ним.
passkey-removed = Ключ доступу вилучено: він більше нічого не відкриває. Видаліть його й на пристрої.
passkey-refused = Відповідь вашого пристрою недійсна. Спробуйте ще раз.
passkey-failed = Не вийшло: пристрій не відповів або сторінка була відкрита надто довго. Перезавантажте сторінку й спробуйте ще раз.
passkey-too-often = Забагато спроб. Зачекайте кілька хвилин.
passkey-sign-in = Увійти з ключем доступу
passkey-wrong = Цей ключ доступу тут нічого не відкриває. Увійдіть за паролем.
account-event-passkey_added = Ключ доступу додано
account-event-passkey_removed = Ключ доступу вилучено
api-keys-title = Ключі для програм
api-keys-lead = Програма з ключем може запитувати дані { $key } разів на хвилину, без ключа — { $address } разів з однієї адреси.
api-keys-unlimited = Кількість запитів тут не обмежена; ключ лише каже, хто питає.
api-keys-text = Ключ лише каже, хто питає: він не відкриває нічого, що не є публічним.
api-keys-manage = Створити чи вилучити ключі
api-keys-held = Ваші ключі
api-keys-full = У вас { $count } ключів, більше не можна: спершу вилучіть один.
api-key-new = Новий ключ
api-key-name = Назва ключа
api-key-name-hint = Для чого він, наприклад «Мапа нашого сайту».
api-key-make = Створити ключ
api-key-made = Ключ створено. Збережіть його зараз: ця сторінка більше його не покаже.
api-key-use = Програма подає його так:
api-key-since = з { $name }
api-key-remove-label = Вилучити ключ { $name }
api-key-removed = Ключ вилучено: програмам із ним відмовлять за секунду.
account-event-api_key_added = Створено ключ для програм
account-event-api_key_removed = Вилучено ключ для програм
provider-button = Увійти через { $name }
provider-or = або
provider-join-lead = { $name } вас упізнав, але ще не відомо, який обліковий запис тут ваш. Вкажіть його адресу й пароль: їх буде пов’язано раз і назавжди.
provider-join = Пов’язати й увійти
provider-no-password = Я не маю тут пароля або не пам’ятаю його
provider-join-own = Пов’язати цей обліковий запис із { $name }
provider-join-own-text = Після цього ви зможете входити сюди й через { $name }. Пароль залишиться чинним.
provider-join-own-button = Продовжити
provider-onward-lead = Тепер увійдіть через { $name }: ту особу, якою ви там є, буде пов’язано з вашим обліковим записом тут.
provider-onward = Перейти до { $name }
provider-since = пов’язано { $name }
provider-part = Від’єднати
provider-part-label = Від’єднати: { $name }
provider-joined = Обліковий запис пов’язано. Відтепер ви можете входити й так.
provider-parted = Обліковий запис від’єднано.
provider-again = Почати знову
provider-over = Ця спроба входу через { $name } уже завершилася або почалася в іншому браузері.
provider-cancelled = Вхід через { $name } не відбувся. Можна почати знову або ввійти за паролем.
provider-away = { $name } зараз не відповідає. Спробуйте за кілька хвилин або ввійдіть за паролем.
provider-refused = Відповідь від { $name } не вдалося перевірити: вхід не відбувся. Почніть знову; якщо це повториться, повідомте тих, хто веде цей реєстр.
provider-blocked = Обліковий запис, пов’язаний із { $name }, закрито. Зверніться до тих, хто веде цей реєстр.
provider-taken = Вашу особу в { $name } вже пов’язано з іншим обліковим записом.
provider-left-title = Ви вийшли
provider-left = Ваш сеанс тут завершено. У { $name } він ще відкритий.
provider-leave = Вийти також із { $name }
provider-stay = На головну
account-event-provider_joined = Обліковий запис пов’язано з іншою службою
account-event-provider_parted = Обліковий запис від’єднано від іншої служби
members-questions-title = Щорічне підтвердження
members-questions-wanted = Раз на рік тих, хто пише від імені { $name }, просять листом підтвердити кожне партнерство, про яке давно нічого не чути.
members-questions-unwanted = Підтверджувати партнерства { $name } нікого не просять.
members-questions-turn-off = Більше не питати
members-questions-turn-on = Питати знову
done-questions-on = Відтепер знову питатимемо раз на рік.
done-questions-off = Більше нікого не питатимемо.
done-taken = Це джерело тепер ваше.
done-given-back = Джерело повернуто: тепер воно нічиє.
done-given = Джерело перейшло до інших рук.
confirm-title = Підтвердити партнерство
confirm-lead = Чи живе це партнерство: { $partnership }? Ви відповідаєте за { $body }.
confirm-button = Так, воно живе
confirm-see = Переглянути партнерство
confirm-otherwise = Щось змінилося: увійти й розповісти
confirm-done = Підтверджено від імені { $body }: { $partnership }. Дякуємо!
confirm-undo = Це помилка: увійти й скасувати
confirm-spent = На це запитання вже відповіли, або його час минув. Учасники можуть підтвердити партнерство будь-коли на його сторінці.
address-title = Змінити електронну адресу
address-text = На нову адресу прийде лист: вона почне діяти, лише коли ви перейдете за посиланням у ньому. Стару адресу буде повідомлено.
address-new = Нова електронна адреса
address-button = Надіслати посилання
address-confirm-lead = Ця адреса стане адресою вашого облікового запису: { $name }.
address-confirm = Підтвердити цю адресу
address-changed = Тепер ваш обліковий запис має цю адресу: входьте з нею. Стару адресу повідомлено.
address-restore-lead = Хтось змінив адресу вашого облікового запису. Якщо це були не ви, поверніть її тут: усі сеанси завершаться, і ви виберете новий пароль.
address-restore = Повернути мою адресу
address-restored = Ваш обліковий запис знову має стару адресу, усі сеанси завершено. Тепер виберіть новий пароль.
account-event-address_changed = Електронну адресу змінено
account-event-address_restored = Стару електронну адресу повернуто
second-step-title = Ще один код
second-step-lead = Відкрийте застосунок для кодів. Загубили телефон? Введіть запасний код; якщо його немає, зверніться до тих, хто веде цей реєстр.
second-step-over = Час на введення коду минув. Увійдіть знову.
events-title = Що відбувалося з цим обліковим записом
events-lead = Останні сто подій; вони зберігаються рік. Цю сторінку бачите лише ви.
events-none = Поки що нічого.
events-strange = Щось тут зробили не ви?
account-event-signed_in = Вхід
account-event-password_changed = Пароль змінено
account-event-password_reset = Новий пароль вибрано за посиланням
account-event-codes_on = Одноразові коди ввімкнено
account-event-codes_off = Одноразові коди вимкнено
account-event-recovery_made = Нові запасні коди
account-event-recovery_used = Використано запасний код

## Заяви та пропозиції
document-deliberation = Рішення ради
document-convention = Угода
document-amendment = Додаткова угода
document-letter = Лист
document-other = Інший документ
partnership-documents = Документи
partnership-confirmed = Останнє підтвердження
partnership-never-confirmed = сторони ще не підтверджували
partnership-confirmed-ago = підтверджено { $name }
ago-months = { $count ->
    [0] цього місяця
    [one] { $count } місяць тому
    [few] { $count } місяці тому
    *[other] { $count } місяців тому
    }
ago-years = { $count ->
    [one] { $count } рік тому
    [few] { $count } роки тому
    *[other] { $count } років тому
    }
partnership-acting = Тут ви можете діяти від імені: { $name }
field-of-fact-documents = Документи
quote-said-on = сказано
said-future = Цей день ще не настав: вкажіть минулу дату.
said-day-missing = Вкажіть принаймні рік.
said-title-missing = Вкажіть назву.
said-address-wrong = Адреса починається з https:// або http://.
said-date-of-what = Вкажіть також, який стан починається з цієї дати.
state-title = Подати заяву
state-lead = Ваша заява одразу з’явиться на публічній сторінці від імені вашої громади; ваші слова стануть доказом.
state-for = Від імені
state-words = Вашими словами (необов’язково)
state-words-hint = Ці слова будуть публічними. Без них ми напишемо просте речення.
state-confirm = Воно досі діє
state-confirm-button = Підтвердити сьогодні
state-step = Подія
state-step-what = Що сталося?
state-step-date = Коли?
state-document = Документ
state-document-kind = Який документ?
state-document-title = Його назва
state-document-address = Його адреса (необов’язково)
state-document-address-hint = Де його може прочитати кожен, наприклад на вашому сайті
state-document-date = Його дата (необов’язково)
state-status = Інший стан
state-since = Відколи? (необов’язково)
state-button = Заявити
state-undo = Відкликати цю заяву
state-or-propose = Що потребує згоди іншої сторони:
stated-step = { $what }: { $date }.
stated-status = Стан: { $what } { $date }
stated-document = { $what } { $date }
stated-withdrawn = Відкликано тим, хто це заявив.
propose-title = Запропонувати партнерство
propose-lead = Інша сторона отримає вашу пропозицію поштою й відповість. До її згоди ніщо не стане публічним.
propose-change-title = Запропонувати зміну
propose-change-lead = Заповнене зміниться, коли інша сторона погодиться; решта залишиться.
propose-parties = З ким?
propose-parties-hint = По одній громаді в рядку: назва або код. Якщо сторін кілька, назвіть і громади вашої країни.
propose-unknown = Такої назви немає: «{ $name }».
propose-choices = «{ $name }» може означати: { $choices }. Напишіть код.
propose-nobody = Назвіть принаймні ще одну громаду.
propose-status = На якому воно етапі?
propose-status-missing = Вкажіть, на якому етапі партнерство.
propose-why-hint = Що вас об’єднує; необов’язково, стане публічним після згоди.
propose-words = Ваша пропозиція, одним-двома реченнями
propose-words-hint = Її прочитає інша сторона; після згоди вона стане доказом на публічній сторінці.
propose-words-missing = Напишіть, що ви пропонуєте.
propose-button = Надіслати пропозицію
proposal-state-proposed = запропоновано
proposal-state-accepted = прийнято
proposal-state-declined = відхилено
proposal-state-withdrawn = відкликано
proposal-state-expired = строк минув
consent-asked = ще не відповіла
consent-given = погодилася
consent-refused = не погодилася
proposal-change = Запропонована зміна
proposal-new = Запропоноване партнерство
proposal-until = відповідь чекаємо до
proposal-about = Ідеться про:
proposal-asked = Хто має відповісти
proposal-deserted = Її ще ніхто не представляє: запросіть її працівників подати запит з її сторінки.
proposal-your-answer = Ваша відповідь
proposal-answer-lead = Якщо ви згодні, це одразу з’явиться на публічній сторінці; якщо ні, залишиться між вами.
proposal-agree = Погодитися від імені: { $name }
proposal-decline = Відхилити від імені: { $name }
proposal-reason = Чому відхилити?
proposal-reason-missing = Поясніть чому: інша сторона це прочитає.
proposal-withdraw = Відкликати пропозицію
proposal-withdraw-text = Інша сторона вже не зможе відповісти. Ви зможете подати іншу.
proposal-withdraw-button = Відкликати
proposal-read-only = Ви можете її читати; відповідають інші.
desk-waiting = Чекає на вас
desk-nothing-waits = Ніщо не чекає на вашу відповідь.
desk-proposals = Пропозиції
desk-partnerships-hint = Відкрийте партнерство, щоб підтвердити його, додати подію чи документ або запропонувати зміну.
done-stated = Записано: публічна сторінка це показує.
done-unstated = Заяву відкликано.
done-proposed = Пропозицію надіслано іншій стороні.
done-agreed = Вашу згоду записано.
done-declined = Вашу відповідь записано; пропозиція лишається приватною.
done-proposal-withdrawn = Пропозицію відкликано.
mail-proposed-subject = { $by }: пропозиція партнерства
mail-proposed-text = { $by } пропонує вашій громаді партнерство або зміну наявного на { $site }.
mail-proposed-link = Прочитати й відповісти
mail-proposed-after = До вашої згоди ніщо не стане публічним. Без відповіді пропозиція втратить чинність за шістдесят днів.
mail-proposal-agreed-subject = { $by }: згода
mail-proposal-agreed-text = { $by }: згода з вашою пропозицією на { $site }.
mail-proposal-agreed-link = Переглянути пропозицію
mail-proposal-agreed-after = Коли погодяться всі сторони, це покаже публічна сторінка.
mail-proposal-declined-subject = { $by }: пропозицію відхилено
mail-proposal-declined-text = { $by } відхиляє вашу пропозицію на { $site }. Причина: { $reason }
mail-proposal-declined-link = Переглянути пропозицію
mail-proposal-declined-after = Це залишається між вами: ніщо з цього не публічне.

## Data
data-title = Відкриті дані
data-lead = Усе публічне тут можна завантажити разом із джерелом. Кожен файл створюється наново, щойно змінюється реєстр.
data-licence = Ліцензія:
data-files = Файли
data-columns = Стовпці
data-feeds = Стрічки
data-feed-selection = Стрічка нового
data-api = API
data-api-lead = Відповіді в JSON, частинами з курсором; ETag, щоб нічого не читати двічі.
data-same = Цей список як дані:
data-rows = { $count ->
    [0] Рядків поки немає.
    [one] { $count } рядок
    [few] { $count } рядки
   *[other] { $count } рядків
 }
data-bundle = Усі файли разом, із маніфестом рядків і контрольних сум SHA-256:
data-nightly = Те саме, яким воно було щоночі, упродовж { $count } ночей, із контрольними сумами:
data-nights = Ночі
data-grants-left-out = { $count ->
    [one] { $count } гранту тут немає: його день, отримувач або країна невідомі.
    [few] { $count } грантів тут немає: їхній день, отримувач або країна невідомі.
   *[other] { $count } грантів тут немає: їхній день, отримувач або країна невідомі.
 }
data-standards = За стандартами
data-stated = { $count ->
    [0] Партнерств у ньому немає.
    [one] У ньому { $count } партнерство.
    [few] У ньому { $count } партнерства.
   *[many] У ньому { $count } партнерств.
 }
data-left-out = Не ввійшли: { $name }.
left-out-kind = { $count } — іншої форми (лист про наміри, мережа, один проєкт)
left-out-status = { $count } — без згоди обох сторін або ще без неї
left-out-parties = { $count } — не лише між двома громадами
left-out-end = { $count } — завершені невідомо коли
left-out-item = { $count } — в однієї зі сторін немає відомого елемента Вікіданих
left-out-again = { $count } — між громадами, які там уже є
data-grants-held = { $count ->
    [0] Грантів у ньому немає.
    [one] У ньому { $count } грант.
    [few] У ньому { $count } гранти.
   *[many] У ньому { $count } грантів.
 }
data-grants-without = Не ввійшли: { $name }.
no-row-giver = { $count } — надала не одна французька громада
no-row-day = { $count } — невідомо якого дня
no-row-amount = { $count } — без точної суми в євро
no-row-recipient = { $count } — без одного відомого отримувача
no-row-form = { $count } — невідомо, грошима чи речами
no-row-siret = { $count } — SIRET надавача невідомий
data-feeds-own = Кожна громада, країна, програма й тема має власні, також у .rss і .json:
data-feeds-country = Країни
data-feeds-theme = Теми
iati-equal-shares = Рівні частки: джерело не подає розподілу.
data-dictionary = Словник усіх файлів для машин (Data Package, Table Schema):
data-licence-title = Ліцензія та посилання
data-cite-title = Як послатися на ці дані:
data-cite = Jumelage, відкриті дані про співпрацю міст, { $address }, станом на { $day }, ліцензія CC BY 4.0.
size-kb = { $count } кБ
size-mb = { $name } МБ
unit-address = вебадреса
unit-list = кілька значень через вертикальну риску
unit-countries = кілька кодів через вертикальну риску
unit-day = ISO 8601, наскільки дата відома
unit-amount = десяткове число
unit-degrees = десяткові градуси
feed-title = Jumelage: історії та партнерства
feed-title-of = Jumelage: { $name }
feed-atom = Стрічка Atom
file-partnerships = Партнерства, по одному в рядку, в усіх станах
file-authorities = Громади та інші органи, названі у фактах, з кодами
file-projects = Проєкти із заявленим бюджетом
file-awards = Переможці конкурсів проєктів, по одному в рядку
file-contributions = Внески: ухвалені та сплачені частки, збори коштів, передані товари й підтримка, гранти
file-iati-activities = IATI 2.03, діяльність: партнерства, датовані дії та гранти
file-iati-organisations = IATI 2.03, організації: названі громади та установи
file-deadlines = iCalendar: кінцеві строки зборів коштів
file-360giving = 360Giving: гранти
file-quickstatements = Wikidata QuickStatements: партнерства як твердження властивості P190, в обох напрямках, щоб запропонувати Вікіданим
file-subventions = SCDL subventions 2.1.1: гранти французьких громад
column-id = постійний ключ
column-url = постійна адреса
column-kind = вид
column-status = стан
column-live = можна показувати як чинне партнерство
column-lead_codes = офіційні коди першої сторони, через риску
column-lead_names = офіційні назви першої сторони
column-partner_codes = офіційні коди другої сторони
column-partner_names = офіційні назви другої сторони
column-countries = країни, ISO 3166-1
column-established = дата започаткування, наскільки відома
column-signed = дата підписання, наскільки відома
column-date = головна дата
column-date_precision = точність: year, month, day
column-programme = програма
column-why = причина, яку наводить джерело
column-sources = адреси джерел
column-licence = ліцензія файлу
column-call = конкурс проєктів
column-session = сесія конкурсу
column-region = французький регіон провідної громади
column-title = назва, як опубліковано
column-code = офіційний код із реєстром
column-other_codes = інші коди тієї ж одиниці
column-country = країна, ISO 3166-1
column-name = офіційна назва
column-name_fr = назва для читачів французькою
column-name_en = назва для читачів англійською
column-name_uk = назва для читачів українською
column-population = населення
column-latitude = градуси північної широти, WGS 84
column-longitude = градуси східної довготи, WGS 84
column-approximate = розташування обчислено за сусідами
column-partnerships = кількість партнерств
column-partnership_title = назва партнерства, якщо вона є
column-coordinators = органи, що його координують
column-themes = теми, визначені за словами партнерства й того, що з ним пов’язано, через риску
column-parents = коди органів, до яких вона належить, від найближчого
column-wikidata = її елемент Вікіданих, якщо його занотовано з джерелом
column-siret = її SIRET (номер у французькому реєстрі закладів), якщо його занотовано з джерелом
column-title_language = мова назви, BCP 47
column-project_status = стан проєкту
column-budget = заявлений бюджет у валюті
column-currency = валюта, ISO 4217
column-budget_approximate = у джерелі сказано «близько»
column-partnership_url = постійна адреса партнерства, якого це стосується
column-award = постійна адреса нагороди, що його фінансує
column-partner_countries = країни партнерів, ISO 3166-1
column-call_url = постійна адреса конкурсу проєктів
column-project = постійна адреса проєкту
column-contribution_kind = що це: частка спільних коштів, збір коштів, доставка чи підтримка, грант
column-contribution_state = стан: від запропонованої до сплаченої для частки, збирається для збору коштів, надано для товарів, підтримки й грантів
column-giver_codes = офіційні коди тих, хто дає
column-giver_names = офіційні назви тих, хто дає
column-beneficiary_codes = офіційні коди тих, хто отримує
column-beneficiary_names = офіційні назви тих, хто отримує
column-amount = сума: частка, обчислена за офіційним населенням, мета збору коштів або сума гранту
column-rate = ставка частки за одиницю
column-rate_per = одиниця ставки
column-stated_base = кількість мешканців усіх учасників за джерелом
column-quantity = передана кількість
column-unit = одиниця кількості, як у джерелі
column-contribution_date = дата доставки, підтримки чи гранту
column-alliance = постійна адреса альянсу
column-deadline = кінцевий строк збору коштів
column-grant_form = грошима або в натуральній формі, якщо джерело рахує товари
api-partnerships = Партнерства, з фільтрами
api-partnership = Одне партнерство
api-authorities = Громади реєстру або ті, які може означати назва
api-authority = Одна громада за будь-яким із її кодів
api-awards = Переможці конкурсів
api-projects = Проєкти
api-sources = Прочитані джерела
api-source = Одне джерело з назвами та твердженнями
api-map = Місця та дуги мапи
api-atlas = Усе, що малює атлас, або частина однієї громади чи одного партнерства
api-towns = Найбільші міста ділянки мапи
api-search = Пошук: громади, партнерства, проєкти, історії…
api-changes = Що змінилося в публічному реєстрі, за порядком
param-what = Один вид запису: authority, partnership, project…
param-country = країна сторони, ISO 3166-1
param-status = стан
param-kind = вид
param-theme = тема, визначена за словами партнерства й того, що з ним пов’язано
param-programme = ключ програми
param-after = значення «next» попередньої частини
param-limit = кількість рядків
param-since = позиція, після якої починати: значення «next» попередньої відповіді
param-lang = мова підписів
param-q = назва в будь-якому написанні
param-call = ключ конкурсу
param-id = ключ
param-code = офіційний код із реєстром
param-year = чинні цього року
param-money = лише з відомими коштами
param-authority = код громади з реєстру
param-partnership = ключ партнерства
param-z = рівень масштабу ділянки
param-x = стовпець ділянки
param-y = рядок ділянки

## About, legal notice, accessibility
about-title = Про атлас
about-lead = Jumelage читає те, що вже публікують міста, міністерства й об’єднання, розпізнає кожну названу громаду та веде єдиний реєстр того, хто з ким працює.
about-facts-title = Кожен факт має доказ
about-facts-text = Партнерство, дата чи сума потрапляють до реєстру лише з реченням, яке про це каже. Кожна сторінка веде до цього речення на його місці в документі.
about-reading-title = Машина пропонує, людина приймає
about-reading-text = Програма читає документи й пропонує факти з підставами словами. Людина приймає їх або відхиляє; довірене джерело може бути прийняте за правилом, і кожне прийняття можна скасувати.
about-mistakes-title = Помилка?
about-mistakes-text = Відкрийте джерело зі сторінки: побачите, що і як прочитано. Напишіть тому, хто веде цей реєстр, і вкажіть постійну адресу сторінки.
legal-title = Правова інформація
legal-lead = Що можна робити з прочитаним тут і що сайт про вас зберігає.
legal-data-title = Дані
legal-data-text = Дані доступні за ліцензією CC BY 4.0, сумісною з Licence Ouverte 2.0: використовуйте їх із посиланням на Jumelage та джерела. Програма — за ліцензією EUPL 1.2.
legal-quotes-title = Цитати
legal-quotes-text = Із чужих документів сайт показує лише короткі цитати до 300 знаків і посилання на оригінал.
legal-privacy-title = Приватність
legal-privacy-text = Сайт не зберігає файлів cookie в читачів, не стежить за ними й нічого не завантажує ззовні. Лише ті, хто входить, отримують один такий файл на час сеансу; на сторінці облікового запису видно, що ми про них знаємо, можна взяти копію або все стерти.
accessibility-title = Доступність
accessibility-lead = Сайт орієнтується на WCAG 2.2 рівня AA та французькі загальні правила доступності RGAA 4.1.
accessibility-state-title = Поточний стан
accessibility-state-text = Зі 106 критеріїв RGAA 4.1 тут застосовні { $apply }, з них виконано { $met }: { $rate }. За нашою власною перевіркою від { $day } сайт відповідає частково; стороннього аудиту ще не було.
accessibility-not-title = Що ще недоступно
accessibility-how-title = Як це з’ясовано
accessibility-how-text = За кожної зміни тести оглядають кожен вид сторінок за допомогою axe-core у Chromium: за ширини 320 і 1280 пікселів, у світлому й темному режимах, для друку, трьома мовами; вони проходять сторінки з клавіатури й вимірюють, чи видно фокус. Розмітку кожної сторінки перевірено. Зміст і слова оцінено за шаблонами сторінок. Програми зчитування екрана систематично не випробовувано.
accessibility-made-title = З чого зроблено сайт
accessibility-made-text = HTML, CSS і SVG, створені сервером; JavaScript лише додає мапу, ключі доступу, поточний перебіг і клавіші для рецензентів; завдяки йому введене переживає зміну мови. Решта працює без нього.
accessibility-map-title = Мапа
accessibility-map-text = Мапа не додає нічого, чого немає в таблиці на тій самій сторінці: кожна дуга — це рядок таблиці.
accessibility-contact-title = Повідомити про перешкоду
accessibility-contact-text = Напишіть тому, хто веде цей реєстр; назвіть сторінку, ваш засіб і те, що заважає. Вам підкажуть, як дістатися до того, що ви шукаєте.
accessibility-defender-title = Якщо ніхто не відповідає
accessibility-defender-text = Якщо перешкода лишається, а задовільної відповіді немає, у Франції можна безоплатно звернутися до Захисника прав (Défenseur des droits): через форму, до представника на місці, за телефоном +33 9 69 39 00 00 або листом без марки на адресу Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
accessibility-defender-link = Форма Захисника прав (французькою)
accessibility-list-title = 106 критеріїв
accessibility-list-lead = Кожен критерій RGAA 4.1 із відповіддю. Короткі назви — наші; самі правила докладніші.
rgaa-criterion = Критерій
rgaa-state = Відповідь
rgaa-why = Чому
rgaa-state-yes = виконано
rgaa-state-no = не виконано
rgaa-state-na = не застосовується
rgaa-theme-1 = Зображення
rgaa-theme-2 = Фрейми
rgaa-theme-3 = Кольори
rgaa-theme-4 = Мультимедіа
rgaa-theme-5 = Таблиці
rgaa-theme-6 = Посилання
rgaa-theme-7 = Скрипти
rgaa-theme-8 = Обов’язкові елементи
rgaa-theme-9 = Структура
rgaa-theme-10 = Подання
rgaa-theme-11 = Форми
rgaa-theme-12 = Навігація
rgaa-theme-13 = Перегляд
rgaa-why-axe = перевірено axe-core на кожному виді сторінок
rgaa-why-captcha = на сайті їх немає
rgaa-why-colour = біля кожного кольору стоїть слово або форма
rgaa-why-device = ніщо не реагує на рухи пристрою
rgaa-why-direction = усі три мови читаються зліва направо
rgaa-why-documents = кожну таблицю пропоновано також у CSV і JSON Lines та показано на сторінках
rgaa-why-flashes = ніщо не блимає
rgaa-why-forms = помилки стоять біля поля разом із порадою; важливі дії підтверджуються або скасовуються
rgaa-why-frames = на сторінках немає фреймів
rgaa-why-html = перевірено тестами на кожній сторінці
rgaa-why-keyboard = пройдено тестами з клавіатури
rgaa-why-languages = мова деяких імпортованих текстів невідома, тож її не позначено
rgaa-why-layout-tables = таблиці вжито лише для даних
rgaa-why-measured = виміряно axe-core у світлому й темному режимах
rgaa-why-media = немає ні звуку, ні відео
rgaa-why-motion = рухаються лише роки на мапі, на вимогу, і їх можна зупинити; бажання менше анімації враховано
rgaa-why-no-surprise = ніщо не змінює сторінку без запиту
rgaa-why-pictures = зображення імпортованих історій мають опис зі свого джерела, якого може бракувати або який мало що каже
rgaa-why-pointer = на мапі є кнопка для кожного жесту; дії відбуваються після відпускання
rgaa-why-signs = криптичного вмісту немає
rgaa-why-simple-tables = складних таблиць немає
rgaa-why-single-keys = клавіші для рецензентів вимикаються на їхній сторінці
rgaa-why-site-plan = два способи — це меню й пошук
rgaa-why-templates = перечитано в шаблонах, з яких зроблено всі сторінки
rgaa-why-time = форма переживає кінець сеансу
rgaa-why-twin = мапа й діаграми мають таблицю, що каже те саме
rgaa-why-ways = меню й пошук
rgaa-why-zoom = перевірено за 320 пікселів, тобто 1280 пікселів за 400 %

## Зразки оформлення
style-title = Зразки оформлення
style-lead = Частини, з яких складено кожну сторінку, заповнені даними реєстру.
style-colours = Кольори
style-type = Текст
style-counts = Головні показники
style-chips = Стани
style-forms = Форми
style-hint = Підказка стоїть між підписом і полем.
style-tables = Таблиці
style-empty = Порожній список
style-cards = Картки
style-life = Лінія життя
style-quotes = Докази
style-charts = Діаграми

## Листи
mail-greeting = Добрий день!
mail-foot = Цього листа надіслав Jumelage, { $site }. Відповідати на нього не треба: відповідей ніхто не читає.
mail-confirm-address-subject = Підтвердьте свою адресу
mail-confirm-address-text = Хтось, мабуть ви, зареєстрував обліковий запис на { $site } з цією адресою. Підтвердьте, будь ласка, що вона ваша.
mail-confirm-address-link = Підтвердити адресу
mail-confirm-address-after =
    { $count ->
        [one] Посилання діє один раз протягом { $count } години.
       *[other] Посилання діє один раз протягом { $count } годин.
    } Якщо ви не реєструвалися, нічого робити не треба: без підтвердження обліковий запис буде видалено.
mail-address-taken-subject = У вас уже є обліковий запис
mail-address-taken-text = Хтось, мабуть ви, хотів зареєструватися на { $site } з цією адресою. Такий обліковий запис уже є.
mail-address-taken-link = Увійти
mail-address-taken-after = Якщо це були не ви, нічого робити не треба: у вашому обліковому записі нічого не змінилося.
mail-new-address-subject = Підтвердьте нову адресу
mail-new-address-text = Хтось, імовірно ви, хоче надати цю адресу своєму обліковому запису на { $site }.
mail-new-address-link = Підтвердити адресу
mail-new-address-after =
    { $count ->
        [one] Посилання діє один раз, упродовж { $count } години.
       *[other] Посилання діє один раз, упродовж { $count } годин.
    } Якщо це не ви, нічого не робіть: нічого не зміниться.
mail-address-changed-subject = Адресу вашого облікового запису змінено
mail-address-changed-text = Ваш обліковий запис на { $site } тепер має іншу електронну адресу; ця більше не використовується.
mail-address-changed-link = Це не я: повернути мою адресу
mail-address-changed-after =
    { $count ->
        [one] Посилання діє один раз, упродовж { $count } дня.
       *[other] Посилання діє один раз, упродовж { $count } днів.
    } Якщо це були ви, нічого не робіть.
mail-confirm-partnership-subject = Чи воно ще живе? { $partnership }
mail-confirm-partnership-text = Уже рік ніхто не підтверджував на { $site }, що це партнерство живе: { $partnership }. Ви пишете там від імені { $body }; досить перейти за посиланням і натиснути одну кнопку.
mail-confirm-partnership-link = Підтвердити партнерство
mail-confirm-partnership-after =
    { $count ->
        [one] Посилання діє один раз, упродовж { $count } дня.
       *[other] Посилання діє один раз, упродовж { $count } днів.
    } Якщо щось змінилося, увійдіть і скажіть про це на сторінці партнерства. Питаємо раз на рік; керівник може вимкнути це на сторінці учасників.
mail-reset-password-subject = Оберіть новий пароль
mail-reset-password-text = Хтось, мабуть ви, попросив новий пароль на { $site }.
mail-reset-password-link = Обрати новий пароль
mail-reset-password-after =
    { $count ->
        [one] Посилання діє один раз протягом { $count } хвилини.
       *[other] Посилання діє один раз протягом { $count } хвилин.
    } Якщо це були не ви, нічого робити не треба: ваш пароль лишається чинним.
mail-invitation-subject = Запрошення долучитися: { $organisation }
mail-invitation-text = { $by } запрошує вас представляти на { $site }, у відкритому реєстрі співпраці між містами, таку організацію: { $organisation }.
mail-invitation-link = Прийняти запрошення
mail-invitation-after = Якщо ви не знаєте відправника, нічого робити не треба: без вашої згоди обліковий запис не створюється.
mail-trial-subject = Перевірка пошти Jumelage
mail-trial-text = Це перевірка. Лист із { $site } дійшов до вас, отже поштовий сервер налаштовано правильно.
mail-trial-after = Робити нічого не треба.
## Виправлення твердження
claim-title = Виправити твердження
claim-party = Хто такий «{ $name }»?
claim-as-read = як прочитано
claim-not-recognised = Не розпізнано
claim-nobody = Ніхто: ці слова не називають сторони
claim-other = Інший орган:
claim-other-name = Назва або код іншого органу
claim-look = Знайти
claim-relation = Вид партнерства
claim-status = Стан
claim-unsaid = Не вказано
claim-date = Дата
claim-date-hint = Рік, місяць або день: 2023, 2023-05, 2023-05-14
claim-name = Назва
claim-correct = Виправити і прийняти
claim-decided = Щодо цього твердження вже вирішено:
claim-problem-date = Це не дата. Напишіть рік, місяць або день: 2023, 2023-05 або 2023-05-14.
claim-problem-body = Немає одного органу з такою назвою чи кодом. Виберіть зі списку або напишіть код.
claim-problem-nothing = Нічого не змінено. Якщо все прочитано правильно, прийміть твердження.

## Дублікати
duplicates-title = Партнерства, які можуть бути одним
duplicates-count = { $count ->
    [0] Немає пар, схожих на одне партнерство.
    [one] { $count } пара схожа на одне партнерство.
    [few] { $count } пари схожі на одне партнерство.
   *[other] { $count } пар схожі на одне партнерство.
}
duplicates-how = Усі сторони першого є серед сторін другого. Після об’єднання кожен документ про перше говорить про друге; об’єднання можна скасувати.
duplicates-narrow = Менше сторін
duplicates-wide = Усі вони та інші
duplicates-merge = Це одне: об’єднати
duplicates-merged = Об’єднано.
duplicates-apart = Роз’єднано: обидва знову є в реєстрі.
duplicates-meanwhile = Одного з двох уже немає в реєстрі.
duplicates-done = Об’єднані раніше
duplicates-undo = Роз’єднати

## Історія
history-title = Що сталося: { $name }
history-link = Історія цього запису
history-fact = До запису
history-day = Як було на певний день?
history-show = Показати
history-stood = Станом на { $name }
history-absent = Запису в реєстрі не було.
history-changes = Зміни
history-field = Поле
history-before = До
history-after = Після
history-older = Давніші зміни
by-person = людиною
by-rule = за правилом
by-operator = оператором
history-problem-future = Цей день ще не настав.
history-of-authority = орган влади
by-named = людиною: { $name }
by-erased = людиною, чиї дані стерто
change-created = Додано
change-updated = Змінено
change-removed = Вилучено
change-accepted = Прийнято
change-rejected = Відхилено
change-undone = Скасовано
change-superseded = Більше не читається
change-restored = Прочитано знову
history-of-partnership = партнерство
history-of-organisation = організація
history-of-programme = програма
history-of-call = конкурс проєктів
history-of-alliance = об’єднання громад
history-of-campaign = збір коштів
history-of-project = проєкт
history-of-award = переможець
history-of-action = дія
history-of-grant = грант

## Що зробила особа
acts-own = Що ви зробили
acts-own-lead = Кожна зміна реєстру, яка надійшла від вас, спочатку найновіша. Крім вас, цю сторінку бачать лише модератори й адміністратори.
acts-title = Що зробили: { $name }
acts-erased = Що зробила особа, чиї дані стерто ({ $name })
acts-lead = Кожна зміна реєстру, яка надійшла від цієї особи, спочатку найновіша.
acts-none = Поки що нічого.
acts-account = Обліковий запис
acts-column = Історія
acts-link = Переглянути
log-of-account = обліковий запис
log-of-accreditation = повноваження
log-of-assignment = джерело з черги перевірки
log-of-claim = твердження
log-of-edit = зміна вручну
log-of-invitation = запрошення
log-of-job = імпорт
log-of-mail_domain = поштовий домен
log-of-membership = членство
log-of-merge = об’єднання записів
log-of-platform_role = роль
log-of-proposal = пропозиція
log-of-revision = читання джерела
log-of-schedule = регулярний імпорт
log-of-source = джерело
log-of-story = історія
log-of-trusted_source = правило довіри
log-of-other = щось інше

## Fields of facts
field-of-fact-kind = Вид
field-of-fact-status = Стан
field-of-fact-parties = Сторони
field-of-fact-steps = Кроки
field-of-fact-title = Назва
field-of-fact-programme = Програма
field-of-fact-why = Чому
field-of-fact-reasons = Підстави
field-of-fact-coordinators = Координатори
field-of-fact-evidence = Докази
field-of-fact-name = Назва
field-of-fact-country = Країна
field-of-fact-members = Учасники
field-of-fact-partnership = Партнерство
field-of-fact-pools = Спільні кошти
field-of-fact-target = Мета
field-of-fact-deadline = Термін
field-of-fact-alliance = Об’єднання
field-of-fact-budget = Бюджет
field-of-fact-budget_approximate = Приблизний бюджет
field-of-fact-award = Переможець
field-of-fact-campaign = Збір
field-of-fact-call = Конкурс
field-of-fact-session = Сесія
field-of-fact-sessions = Сесії
field-of-fact-region = Регіон
field-of-fact-project = Проєкт
field-of-fact-countries = Країни
field-of-fact-quantity = Кількість
field-of-fact-unit = Одиниця
field-of-fact-on = Дата
field-of-fact-names = Назви
field-of-fact-codes = Офіційні коди
field-of-fact-parents = Належить до
field-of-fact-population = Населення
field-of-fact-amount = Сума
field-of-fact-approximate = Приблизна сума
field-of-fact-form = Грошима чи в натуральній формі
field-of-fact-givers = Надає
field-of-fact-recipients = Отримує

## Imports
import-title = Імпорт
import-lead = Дайте файли або адресу: спершу ви побачите, що там прочитано, а тоді вирішите, чи імпортувати.
import-by-file = Файли
import-files = Файли
import-files-hint = Перетягніть їх сюди або виберіть: тексти, сторінки, дописи WordPress у JSON, таблиці, PDF, документи. Щонайбільше { $files } файлів по { $count } МБ.
import-by-address = Адреса
import-address = Адреса
import-address-hint = Адреса сайту WordPress, стрічки новин або сторінки, наприклад https://gromada.example/
import-address-problem = Напишіть повну адресу, яка починається з https:// або http://
import-no-file = Виберіть принаймні один файл.
import-too-many = { $count ->
    [one] Не більше { $count } файлу за раз: решту додайте потім.
    [few] Не більше { $count } файлів за раз: решту додайте потім.
   *[other] Не більше { $count } файлів за раз: решту додайте потім.
}
import-too-large = Файл «{ $name }» більший за { $count } МБ: розділіть його на кілька файлів. Нічого не збережено.
import-broke-off = Надсилання перервалося або перевищило дозволений обсяг: надсилайте менше файлів за раз.
import-rights = Чиї вони і що можна публікувати?
import-rights-quotation = чужі: короткі цитати
import-rights-own = наші: повний текст
import-look = Прочитати, нічого не записуючи
import-nothing-written = До реєстру нічого не потрапить, доки ви не підтвердите; імпортоване чекатиме на перевірку. Непідтверджене видаляється за сім днів.
import-before = Попередні імпорти
import-none = Тут ще нічого не імпортовано. Почніть із файлу або адреси вище.
import-forgotten = Імпорт давнішої версії
import-schedules = Імпортуються регулярно
import-next = наступного разу:
import-schedule-end = Більше не імпортувати
import-schedule-again = Знову імпортувати регулярно
import-done-dropped = Видалено: нічого з цього не імпортовано.
import-done-forgotten = Прибрано зі списку; імпортоване лишається.
import-done-unscheduled = Ця адреса більше не імпортується регулярно. Раніше імпортоване лишається в реєстрі.
import-done-scheduled = Ця адреса знову імпортується регулярно.
import-meanwhile = Тим часом стан імпорту змінився: ось який він тепер.
import-state-waiting = чекає черги
import-state-reading = читається
import-state-running = імпортується
import-state-stopping = зупиняється
import-state-stopped = зупинено
import-state-failed = не вдалося
import-state-to-confirm = чекає підтвердження
import-state-done = імпортовано
import-stopped = Зупинено на ваше прохання. Імпортоване лишається; продовження почнеться з того ж місця.
import-stop = Зупинити
import-resume = Продовжити
import-repeat = Імпортувати знову
import-drop = Видалити без імпорту
import-forget = Прибрати зі списку
import-to-review = Перевірити твердження
import-found = Що прочитано
import-unreadable = Цей документ неможливо прочитати.
import-known = Джерело з такою назвою вже є в реєстрі: цей документ стане його новим станом.
import-known-link = Переглянути
import-remarks = { $count ->
    [one] { $count } зауваження
    [few] { $count } зауваження
   *[other] { $count } зауважень
}
import-rest = { $count ->
    [one] Ще { $count } документ буде прочитано під час імпорту.
    [few] Ще { $count } документи буде прочитано під час імпорту.
   *[other] Ще { $count } документів буде прочитано під час імпорту.
}
import-pages = { $count ->
    [one] Сайт має { $count } сторінку дописів: тут показано лише першу, імпортовано буде всі.
    [few] Сайт має { $count } сторінки дописів: тут показано лише першу, імпортовано буде всі.
   *[other] Сайт має { $count } сторінок дописів: тут показано лише першу, імпортовано буде всі.
}
import-every = Імпортувати цю адресу
import-every-once = лише один раз
import-every-daily = зараз, а потім щодня
import-every-weekly = зараз, а потім щопонеділка
import-every-monthly = зараз, а потім першого числа щомісяця
import-confirm = Імпортувати
import-problems = Проблеми та зауваження
import-told = Перебіг
told-documents = { $count ->
    [one] { $count } документ
    [few] { $count } документи
   *[other] { $count } документів
}
told-claims = { $count ->
    [one] { $count } твердження
    [few] { $count } твердження
   *[other] { $count } тверджень
}
told-problems = { $count ->
    [one] { $count } проблема
    [few] { $count } проблеми
   *[other] { $count } проблем
}
told-mentions = { $count ->
    [one] { $count } назва
    [few] { $count } назви
   *[other] { $count } назв
}
told-kind-partnership = { $count ->
    [one] { $count } партнерство
    [few] { $count } партнерства
   *[other] { $count } партнерств
}
told-kind-award = { $count ->
    [one] { $count } перемога в конкурсі
    [few] { $count } перемоги в конкурсі
   *[other] { $count } перемог у конкурсі
}
told-kind-funding = { $count ->
    [one] { $count } фінансування
    [few] { $count } фінансування
   *[other] { $count } фінансувань
}
told-kind-delivery = { $count ->
    [one] { $count } доставка
    [few] { $count } доставки
   *[other] { $count } доставок
}
told-kind-support = { $count ->
    [one] { $count } підтримка
    [few] { $count } підтримки
   *[other] { $count } підтримок
}
told-kind-event = { $count ->
    [one] { $count } зустріч
    [few] { $count } зустрічі
   *[other] { $count } зустрічей
}
told-no-claims = жодного твердження
told-preview-document = № { $number } прочитано: { $source } ({ $claims ->
    [one] { $claims } твердження
    [few] { $claims } твердження
   *[other] { $claims } тверджень
})
told-import-unchanged = Сторінка { $page } з { $pages }: без змін від минулого разу
told-import-page = Сторінка { $page } з { $pages }: { $documents ->
    [one] { $documents } документ
    [few] { $documents } документи
   *[other] { $documents } документів
}
told-import-document = № { $number } імпортовано: { $source } ({ $claims ->
    [one] { $claims } нове твердження
    [few] { $claims } нові твердження
   *[other] { $claims } нових тверджень
})
told-import-nothing-new = № { $number }, нічого нового: { $source }
told-problem = № { $number }, { $source }: { $why }
told-at-line = рядок { $line }: { $what }
problem-empty = файл порожній.
problem-too-large = у файлі { $bytes } байтів, а читається щонайбільше { $limit }: розділіть його.
problem-too-many-lines = у тексті понад { $limit } рядків: розділіть його на кілька файлів.
problem-not-text = це не текст, не сторінка, не таблиця і не документ, які тут читаються.
problem-invalid-json = рядок { $line }, стовпчик { $column }: у JSON є помилка. Виправте її або завантажте файл знову.
problem-truncated-json = JSON обривається в рядку { $line }, стовпчик { $column }: завантажте файл повністю.
problem-not-word-press = цей JSON не є дописом WordPress: дайте відповідь /wp-json/wp/v2/posts.
problem-no-content = допис не має вмісту: можливо, він захищений паролем.
problem-unknown-format = такі файли не читаються: дайте самі сторінки у форматі HTML або JSON від WordPress.
problem-sheet = таблиця не відкривається: збережіть її знову як XLSX, ODS або CSV.
problem-stumbled = програма спіткнулася на цьому документі; у її журналі сказано де.
problem-office = файл не відкривається: збережіть його знову як DOCX, ODT, XLSX, ODS або CSV.
problem-too-costly = читання займає понад { $seconds } с або забагато пам’яті: відкрийте файл і збережіть знову або частинами.
problem-pdf = { $fault ->
    [encrypted] PDF відкривається лише з паролем: збережіть його без пароля.
    [no_text] у PDF немає тексту, лише зображення: спершу розпізнайте текст (OCR).
    [too_long] у PDF більше тексту, ніж читається: розділіть його на кілька файлів.
    [no_reader] PDF читає програма pdftotext, а її не встановлено: адміністратор може встановити пакет poppler-utils.
   *[damaged] PDF пошкоджено: відкрийте його і збережіть знову або дайте його текст.
}

# Editing a fact
edit-title = Редагування: { $name }
edit-link = Редагувати
edit-lead = Змінене тут залишається, хоч би що казали пізніші прочитання джерел, доки ви не повернете поле джерелам.
edit-optional = можна залишити порожнім
edit-save = Зберегти
edit-conflict = Поки ця форма була відкрита, хтось зберіг іншу версію. Під кожним полем, яке змінили обоє, видно, що там зараз; введене вами досі у формі. Збережіть ще раз те, що має залишитися.
edit-stands = Зараз: { $name }
edit-empty = порожньо
edit-yes = так
edit-no = ні
edit-held = Утримується вручну
edit-release = Повернути джерелам
edit-done-saved = Збережено.
edit-done-released = Поле знову повторює джерела.
edit-done-nothing = Нічого не змінено.
edit-hint-money = Сума, потім валюта: 64 039,50 EUR
edit-hint-country = Дві літери: FR, UA, DE
edit-problem-empty = Заповніть це поле.
edit-problem-long = Щонайбільше 500 символів.
edit-problem-money = Напишіть суму й валюту, наприклад 64 039,50 EUR.
edit-problem-number = Напишіть ціле число.
edit-problem-day = Напишіть рік, місяць або день: 2023, 2023-05 чи 2023-05-14.
edit-problem-country = Напишіть дві літери, наприклад UA.
edit-problem-word = Виберіть зі списку.

# Retention
retention-title = Як довго це зберігається
retention-lead = Облікові записи залишаються, доки власник їх не зітре. Решта зникає сама:
retention-of-account_event = Що сталося з обліковим записом
retention-of-confirmation_request = Коли інституцію востаннє просили підтвердити партнерство
retention-of-account_session = Де хтось входив, після сеансу
retention-of-accreditation = Хто говорив від імені міста, після рішення
retention-of-ceremony = Розпочатий вхід
retention-of-invitation = Запрошення, після закінчення строку
retention-of-kept_form = Введене, коли сеанс закінчився
retention-of-once = Відповіді на запити з ключем
retention-of-one_time_link = Посилання в листах, після закінчення строку
retention-of-rate_limit = Лічильники спроб
retention-of-reviewer_session = Сеанси рецензентів першої версії
retention-years = { $count ->
    [one] { $count } рік
    [few] { $count } роки
   *[many] { $count } років
}
retention-days = { $count ->
    [0] щонайбільше одну ніч
    [one] { $count } день
    [few] { $count } дні
   *[many] { $count } днів
}

menu-statistics = Статистика
statistics-title = Статистика
statistics-lead = Що атлас знає про співпрацю громад, пораховано щойно.
statistics-by-year = Партнерства за роками
statistics-by-country = Партнерства за країнами
statistics-by-kind = Партнерства за видами
statistics-by-theme = Партнерства за темами
statistics-by-status = Партнерства за станом
statistics-by-age = Остання звістка про чинні партнерства
statistics-by-region = Партнерства за регіонами
statistics-by-award-region = Лауреати за регіонами
statistics-head-year = Рік
statistics-head-country = Країна
statistics-head-kind = Вид
statistics-head-theme = Тема
statistics-head-status = Стан
statistics-head-age = Останній відомий крок
statistics-head-region = Регіон
statistics-head-award-region = Регіон
statistics-awards = Лауреати
statistics-region-lead = Регіон, область чи земля, до якої офіційні переліки відносять орган. Партнерство враховано в кожному регіоні, де є його сторона.
statistics-age-lead = Рік останнього датованого кроку: підписання, поновлення, підтвердження.
statistics-age-0 = цього року
statistics-age-2 = один-два роки тому
statistics-age-5 = три-п’ять років тому
statistics-age-10 = шість-десять років тому
statistics-age-older = понад десять років тому
statistics-age-undated = жодного датованого кроку
statistics-money = Гроші
statistics-what = Суми
statistics-number = Кількість
statistics-sum = Разом
statistics-budgets = Бюджети проєктів
statistics-targets = Цілі кампаній
statistics-grants = Гранти
statistics-method = Партнерство враховано один раз для кожної країни його учасників; рік – це рік підписання, а якщо його немає, то рік заснування. Усі рядки:
chart-table = Числа таблицею
pair-over = Дві громади, що співпрацюють
pair-link = Сторінка обох громад
pair-since =
    { $precision ->
        [month] { $name }
       *[other] з { $name }
    }
pair-distance = { $name } км по прямій
pair-population = { $count ->
    [one] { $count } мешканець
    [few] { $count } мешканці
    [many] { $count } мешканців
    *[other] { $count } мешканця
}

# Прочитати текст
read-title = Прочитати текст
read-lead = Вставте текст: новину, рішення ради, список переможців. Сайт позначить кожну названу громаду, прив’яже її до офіційного коду й скаже, що стверджує текст, — із поясненням причин.
read-text = Текст для читання
read-hint = Щонайбільше { $count } кБ, тобто близько сотні сторінок. Підійде також сторінка HTML або відповідь WordPress у JSON.
read-button = Прочитати текст
read-privacy = Ніщо з того, що ви вставляєте, не зберігається і не потрапляє до журналів: текст забувається, щойно готова відповідь.
read-address-lead = Потрібно прочитати адресу? Адміністратори сайту імпортують їх тут:
read-again = Прочитати інший текст
read-nothing = У цьому тексті не розпізнано жодної громади.
read-correct-lead = Назву зрозуміло хибно? Виберіть, що вона означає; твердження зміняться відповідно.
read-means = «{ $name }» означає
read-as-read = так, як прочитала машина
read-none = жодна громада
read-correct = Виправити
read-json = Завантажити як JSON
read-in = Той самий результат:
read-more-names = { $count ->
    [one] Тут можна виправити лише першу { $count } назву; у файлі JSON є всі.
    [few] Тут можна виправити лише перші { $count } назви; у файлі JSON є всі.
   *[other] Тут можна виправити лише перші { $count } назв; у файлі JSON є всі.
}
read-about-language = Мова
read-empty = Спершу вставте текст.
read-address = Це адреса, а ця сторінка нічого не завантажує: вставте сам текст.
read-too-long = Текст більший за { $count } кБ: вставляйте його частинами.
read-busy = Зараз читаються інші тексти. Надішліть свій ще раз за кілька секунд.
read-too-often = { $count ->
    [one] З вашої адреси надійшло забагато текстів. Надішліть цей ще раз за { $count } секунду.
    [few] З вашої адреси надійшло забагато текстів. Надішліть цей ще раз за { $count } секунди.
   *[other] З вашої адреси надійшло забагато текстів. Надішліть цей ще раз за { $count } секунд.
}
read-too-slow = Читання цього тексту триває надто довго: вставляйте його частинами.
read-stumbled = Машина не впоралася з цим текстом. Вставляйте його частинами, щоб знайти місце.
read-unreadable = Цей текст неможливо прочитати: { $name }
reason-chosen = Вибрано вами
language-de = німецька
language-es = іспанська
language-it = італійська
language-pl = польська
language-pt = португальська
language-ru = російська
language-other = інша мова

# Сторінка API
api-page-title = API
api-page-lead = Усе, що реєстр публікує, у форматі JSON — для програм. Без ключа й без облікового запису: просто запитуйте.
api-page-openapi = Той самий опис для машин: OpenAPI 3.1
api-page-start = Перші кроки
api-page-step-list = Чинні партнерства з Україною, по два за раз:
api-page-step-name = Громади, які може означати назва, хоч би як її написано:
api-page-step-changes = Що змінилося після певної позиції; збережіть «next» і запитайте згодом:
api-page-step-etag = Лише якщо щось змінилося: інакше відповідь 304 нікому нічого не коштує. Мітка — з попередньої відповіді:
api-page-step-file = Усе одним файлом, а не рядок за рядком:
api-page-rules = Правила
api-page-rule-parts = Список надходить частинами: передавайте значення «next» у параметрі «after», доки воно не стане null.
api-page-rule-changes = Щоб стежити за реєстром, читайте стрічку змін: вона нічого не пропускає й не повторює.
api-page-rule-problems = Помилки — це документи application/problem+json (RFC 9457), у яких сказано, що робити.
api-page-rule-browsers = Сторінки інших сайтів можуть читати API, файли та стрічки з браузера (CORS).
api-page-rule-stable = У межах /api/v1 нічого не перейменовується й не вилучається: поля лише додаються. Невідоме має значення null.
api-page-limit = { $count } запитів на хвилину з кожної адреси, { $key } — із ключем вашого облікового запису. Заголовок RateLimit каже, скільки залишилося; понад це — 429 і Retry-After.
api-page-unlimited = Кількість запитів не обмежено; будьте помірковані.
api-page-reference = Довідник
api-page-english = Назви й описи полів — англійською в усіх мовах.
api-page-needed = обов’язково
api-page-answer = Відповідь:
api-page-or = або
api-page-problems = Помилки
api-page-schemas = Форми відповідей

data-filters = Лише частину? Файли партнерств враховують фільтри переліку, який до них веде:
data-selection = Завантажити цю добірку:
# Картка для вбудовування
embed-title = Вбудувати на свій сайт
embed-lead = Невелика картка партнерств, завжди актуальна, без скриптів і стеження. Скопіюйте цей код:
embed-code = Код для копіювання
embed-look = Переглянути картку
card-partnerships = { $count ->
    [0] Чинних партнерств не відомо
    [one] { $count } чинне партнерство
    [few] { $count } чинні партнерства
   *[other] { $count } чинних партнерств
}
card-more = { $count ->
    [one] і ще { $count }
    [few] і ще { $count }
   *[other] і ще { $count }
}
card-source = Кожен факт із джерелом — на Jumelage
card-new-tab = (нова вкладка)
