using System;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Tests.Totals;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

public sealed class DaylightScenarioTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Days_of_23_and_25_hours_are_totalled_as_by_hand_in_a_file()
    {
        await using var scenario = new DaylightScenario(
            SqliteEventStore.Open(_folder.PathOf("events.db"), EventSchema.Default));

        await scenario.IngestDaysAsync();

        await scenario.AssertDaysAsync();
        await scenario.AssertLateEventAsync();
        await scenario.AssertClientsAsync();
        await scenario.AssertCurrenciesAsync();
    }
}
