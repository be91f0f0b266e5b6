using System.Threading.Tasks;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Totals;

public class DaylightScenarioTests
{
    [Fact]
    public async Task Days_of_23_and_25_hours_are_totalled_as_by_hand_in_memory()
    {
        await using var scenario = new DaylightScenario(new InMemoryEventStore());

        await scenario.IngestDaysAsync();

        await scenario.AssertDaysAsync();
        await scenario.AssertLateEventAsync();
        await scenario.AssertClientsAsync();
        await scenario.AssertCurrenciesAsync();
    }
}
