using System;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>What a store is told is checked when it is said.</summary>
public sealed class StoreOptionsTests
{
    [Fact]
    public void A_choice_that_is_not_known_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteStoreOptions { RulesChange = (RulesChange)99 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteStoreOptions { Spellings = (SpellingRetention)99 });
    }
}
