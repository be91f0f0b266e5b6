using System;
using System.Text;

namespace EventNormalization.Api.Reading;

/// <summary>Splits a condition into tokens.</summary>
internal sealed class WhereScanner(string text)
{
    private int _index;

    /// <summary>Reads the next token.</summary>
    /// <exception cref="WhereException">A text has no closing quote.</exception>
    public WhereToken Next()
    {
        while (_index < text.Length && char.IsWhiteSpace(text[_index]))
        {
            _index++;
        }

        if (_index == text.Length)
        {
            return new WhereToken(WhereTokenKind.End, "", _index + 1);
        }

        var start = _index;
        return text[start] switch
        {
            '(' or ')' => Take(WhereTokenKind.Bracket, 1),
            '=' => Take(WhereTokenKind.Operator, 1),
            '<' or '>' or '!' => Take(WhereTokenKind.Operator, IsEqualSign(start + 1) ? 2 : 1),
            '"' or '\'' => TakeQuoted(text[start]),
            _ => Take(WhereTokenKind.Word, WordLength(start)),
        };
    }

    private bool IsEqualSign(int index) => index < text.Length && text[index] == '=';

    private int WordLength(int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end])
            && !"()=<>!\"'".Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }

        return end - start;
    }

    private WhereToken Take(WhereTokenKind kind, int length)
    {
        var token = new WhereToken(kind, text.Substring(_index, length), _index + 1);
        _index += length;
        return token;
    }

    /// <summary>A text up to the same quote; a backslash takes the next character as it is.</summary>
    private WhereToken TakeQuoted(char quote)
    {
        var start = _index++;
        var value = new StringBuilder();
        while (_index < text.Length && text[_index] != quote)
        {
            if (text[_index] == '\\' && _index + 1 < text.Length)
            {
                _index++;
            }

            value.Append(text[_index++]);
        }

        if (_index == text.Length)
        {
            throw new WhereException(new ParameterError
            {
                Parameter = WhereReader.Parameter,
                Column = start + 1,
                Found = QueryParameters.Shown(text[start..]),
                Expected = "a text that ends with the quote it begins with",
            });
        }

        _index++;
        return new WhereToken(WhereTokenKind.Quoted, value.ToString(), start + 1);
    }
}
