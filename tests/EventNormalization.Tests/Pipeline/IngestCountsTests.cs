using System;
using System.Linq;
using EventNormalization.Pipeline;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

public sealed class IngestCountsTests
{
    [Fact]
    public void Each_outcome_is_counted_under_a_name_of_its_own()
    {
        var counts = new IngestCounts();

        foreach (var outcome in Enum.GetValues<IngestOutcome>())
        {
            for (var i = 0; i <= (int)outcome; i++)
            {
                counts.Add(outcome);
            }
        }

        Assert.Equal(
            ["accepted 1", "duplicates 2", "rejected 3", "deferred 4", "conflicts 5"],
            counts.ByOutcome.Select(of => of.Name + " " + of.Count));
        Assert.Equal(15, counts.Received);
        Assert.Equal(
            (1, 2, 3, 4, 5),
            (counts.Accepted, counts.Duplicates, counts.Rejected, counts.Deferred, counts.Conflicts));
        Assert.Equal(6, counts.Forbidden);
    }

    [Fact]
    public void Whatever_is_received_and_neither_accepted_nor_a_duplicate_has_failed()
    {
        foreach (var outcome in Enum.GetValues<IngestOutcome>())
        {
            var counts = new IngestCounts();

            counts.Add(outcome);

            var isFailed = outcome is IngestOutcome.Rejected or IngestOutcome.Deferred or IngestOutcome.Conflict;
            Assert.Equal(isFailed ? 1 : 0, counts.Failed);
        }
    }

    [Fact]
    public void No_two_outcomes_are_equally_bad()
    {
        var severities = Enum.GetValues<IngestOutcome>().Select(IngestOutcomes.SeverityOf).ToArray();

        Assert.Equal(Enumerable.Range(0, severities.Length), severities.Order());
    }
}
