using System;
using EventNormalization.Queries;
using Xunit;

namespace EventNormalization.Tests.Queries;

public class PageTokenTests
{
    [Fact]
    public void A_token_reads_back_from_its_text()
    {
        var token = new PageToken(SortKey.Amount, SortDirection.Descending, [1, 2, 3], [0, 255]);

        var read = PageToken.Parse(token.ToString());

        Assert.Equal(token, read);
        Assert.Equal(
            (SortKey.Amount, SortDirection.Descending, "010203", "00FF"),
            (read.Key, read.Direction, Convert.ToHexString(read.Value), Convert.ToHexString(read.Row)));
    }

    [Fact]
    public void A_text_that_was_cut_or_changed_is_no_token()
    {
        var text = new PageToken(SortKey.Position, SortDirection.Ascending, [], [7]).ToString();

        for (var i = 0; i < text.Length; i++)
        {
            Assert.False(PageToken.TryParse(text[..i], out _));
            Assert.False(PageToken.TryParse(text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..], out _));
        }

        Assert.False(PageToken.TryParse(null, out _));
        Assert.Throws<FormatException>(() => PageToken.Parse("no token"));
    }

    [Fact]
    public void A_token_of_another_order_is_refused()
    {
        var request = new PageRequest
        {
            SortBy = SortKey.Amount,
            After = new PageToken(SortKey.Position, SortDirection.Ascending, [], [7]),
        };

        var error = Assert.Throws<ArgumentException>(request.CheckToken);

        Assert.Equal(
            "The page token is of rows ordered by Position, Ascending; this query orders by Amount, Ascending.",
            error.Message);
    }

    [Fact]
    public void Requests_that_ask_the_same_are_equal()
    {
        Assert.Equal(new PageRequest { CountMax = 5 }, new PageRequest { CountMax = 5 });
        Assert.NotEqual(new PageRequest { CountMax = 5 }, new PageRequest { CountMax = 6 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageRequest { CountMax = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageRequest { SortBy = (SortKey)42 });
    }
}
