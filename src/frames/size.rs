//! How long a query may be. The parser and the engine follow a chain of operators by recursion, so that a long one would
//! overflow the stack and end the program.

use sqlparser::dialect::GenericDialect;
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, Tokenizer};

/// The most operators of a query: AND, OR, NOT, + and the like, casts, joins, UNION and the like.
const OPERATORS: usize = 150;

/// The most tokens of a query, such as the values of an IN list.
const TOKENS: usize = 10_000;

/// What is too much about a query; `None` if nothing is.
pub fn too_much(text: &str) -> Option<String> {
    let tokens = Tokenizer::new(&GenericDialect, text).tokenize().ok()?;
    if tokens.iter().filter(|token| is_operator(token)).count() > OPERATORS {
        return Some(format!("more than {OPERATORS} operators in one query; IN (...) takes a list of values"));
    }
    let count = tokens.iter().filter(|token| !matches!(token, Token::Whitespace(_))).count();
    (count > TOKENS).then(|| format!("more than {TOKENS} words and signs in one query"))
}

fn is_operator(token: &Token) -> bool {
    use Keyword::{AND, EXCEPT, INTERSECT, JOIN, NOT, OR, UNION};
    match token {
        Token::Word(word) => matches!(word.keyword, AND | OR | NOT | UNION | EXCEPT | INTERSECT | JOIN),
        Token::Plus | Token::Minus | Token::Mul | Token::Div | Token::Mod | Token::StringConcat => true,
        token => matches!(token, Token::DoubleColon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_chain_is_too_much_and_a_long_list_is_not() {
        let chain = |times: usize| format!("SELECT person FROM people WHERE {}due = 1", "due = 2 OR ".repeat(times));
        assert_eq!((too_much(&chain(150)), too_much(&chain(151)).is_some()), (None, true));
        for link in ["due + ", "due || ", "NOT ", "- "] {
            assert!(too_much(&format!("SELECT {}due FROM people", link.repeat(151))).is_some(), "{link}");
        }
        let list = |values: usize| format!("SELECT person FROM people WHERE due IN ({}1)", "1, ".repeat(values));
        assert_eq!((too_much(&list(1000)), too_much(&list(10_000)).is_some()), (None, true));
        assert_eq!(too_much("SELECT 'OR + OR' -- AND AND"), None);
    }
}
