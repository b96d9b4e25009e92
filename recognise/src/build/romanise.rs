//! Ukrainian names in Latin letters, by the official table.
//!
//! In: a name in Ukrainian. Out: its official Latin form (Cabinet of Ministers, resolution No 55 of 27 January 2010).
//!
//! # Invariants
//! - The soft sign and the apostrophe are not written; “зг” is “zgh”; є, ї, й, ю, я differ at the start of a word.
//! - Letters that the table does not have (Latin, digits, hyphens) are kept.

/// The official Latin form of a Ukrainian name: “Запоріжжя” is “Zaporizhzhia”.
pub fn romanise(ukrainian: &str) -> String {
    let letters: Vec<char> = ukrainian.chars().collect();
    let mut latin = String::with_capacity(ukrainian.len());
    let mut before: Option<char> = None;
    for (at, &letter) in letters.iter().enumerate() {
        let after = letters.get(at + 1).copied();
        let small = letter.to_lowercase().next().unwrap_or(letter);
        if is_apostrophe(letter) {
            // Inside a word it is dropped and the letter behind it is not word-initial.
            before = Some(letter);
            continue;
        }
        let first = !before.is_some_and(|c| c.is_alphabetic() || is_apostrophe(c));
        let after_z = matches!(before, Some('з' | 'З')) && small == 'г';
        match table(small, first, after_z) {
            Some(text) if letter.is_uppercase() => {
                push_capital(&mut latin, text, all_capitals(before, after));
            }
            Some(text) => latin.push_str(text),
            None => latin.push(letter),
        }
        before = Some(letter);
    }
    latin
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘' | '`' | '′')
}

/// Whether a capital stands in a word of capitals, so that “ЩО” is “SHCHO” and “Що” is “Shcho”.
fn all_capitals(before: Option<char>, after: Option<char>) -> bool {
    match after {
        Some(letter) if letter.is_alphabetic() => letter.is_uppercase(),
        _ => before.is_some_and(char::is_uppercase),
    }
}

fn push_capital(latin: &mut String, text: &str, all: bool) {
    if all {
        latin.push_str(&text.to_uppercase());
        return;
    }
    let mut letters = text.chars();
    latin.extend(letters.next().map(|c| c.to_ascii_uppercase()));
    latin.push_str(letters.as_str());
}

/// One row of the official table; `None` for a letter it does not have.
#[expect(
    clippy::match_same_arms,
    reason = "one line for each letter, in the order of the official table"
)]
fn table(letter: char, first: bool, after_z: bool) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' if after_z => "gh",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' if first => "ye",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' => "y",
        'і' => "i",
        'ї' if first => "yi",
        'ї' => "i",
        'й' if first => "y",
        'й' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ь' => "",
        'ю' if first => "yu",
        'ю' => "iu",
        'я' if first => "ya",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::romanise;

    #[test]
    fn the_examples_of_the_official_table_come_out_as_published() {
        for (ukrainian, latin) in [
            ("Алушта", "Alushta"),
            ("Андрій", "Andrii"),
            ("Борщагівка", "Borshchahivka"),
            ("Борисенко", "Borysenko"),
            ("Вінниця", "Vinnytsia"),
            ("Володимир", "Volodymyr"),
            ("Гадяч", "Hadiach"),
            ("Богдан", "Bohdan"),
            ("Згурський", "Zghurskyi"),
            ("Ґалаґан", "Galagan"),
            ("Ґорґани", "Gorgany"),
            ("Донецьк", "Donetsk"),
            ("Рівне", "Rivne"),
            ("Есмань", "Esman"),
            ("Єнакієве", "Yenakiieve"),
            ("Гаєвич", "Haievych"),
            ("Короп'є", "Koropie"),
            ("Житомир", "Zhytomyr"),
            ("Жежелів", "Zhezheliv"),
            ("Закарпаття", "Zakarpattia"),
            ("Медвин", "Medvyn"),
            ("Іванків", "Ivankiv"),
            ("Їжакевич", "Yizhakevych"),
            ("Кадиївка", "Kadyivka"),
            ("Мар’їне", "Marine"),
            ("Йосипівка", "Yosypivka"),
            ("Стрий", "Stryi"),
            ("Київ", "Kyiv"),
            ("Лебедин", "Lebedyn"),
            ("Миколаїв", "Mykolaiv"),
            ("Ніжин", "Nizhyn"),
            ("Одеса", "Odesa"),
            ("Полтава", "Poltava"),
            ("Решетилівка", "Reshetylivka"),
            ("Суми", "Sumy"),
            ("Тернопіль", "Ternopil"),
            ("Ужгород", "Uzhhorod"),
            ("Фастів", "Fastiv"),
            ("Харків", "Kharkiv"),
            ("Біла Церква", "Bila Tserkva"),
            ("Чернівці", "Chernivtsi"),
            ("Шостка", "Shostka"),
            ("Гоща", "Hoshcha"),
            ("Юрій", "Yurii"),
            ("Корюківка", "Koriukivka"),
            ("Яготин", "Yahotyn"),
            ("Знам’янка", "Znamianka"),
            ("Феодосія", "Feodosiia"),
            ("Запоріжжя", "Zaporizhzhia"),
            ("Кам’янець-Подільський", "Kamianets-Podilskyi"),
        ] {
            assert_eq!(romanise(ukrainian), latin, "{ukrainian}");
        }
    }

    #[test]
    fn a_word_in_capitals_stays_in_capitals() {
        assert_eq!(romanise("ЗГУРІВКА"), "ZGHURIVKA");
        assert_eq!(romanise("Щ"), "Shch");
        assert_eq!(romanise("ЯЩИКИ"), "YASHCHYKY");
    }

    #[test]
    fn letters_outside_the_table_are_kept() {
        assert_eq!(romanise("Valky-2"), "Valky-2");
    }
}
