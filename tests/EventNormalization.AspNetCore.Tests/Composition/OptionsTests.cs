using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Composition;

public sealed class OptionsTests
{
    [Fact]
    public async Task A_host_does_not_start_with_options_out_of_range_and_says_all_of_them()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(services =>
            services.AddEventNormalization(options =>
            {
                options.EventBytesMax = 0;
                options.FailedEventsMax = -1;
                options.FailedAgeMax = TimeSpan.Zero;
                options.Store = " ";
                options.Schema = "no-such.json";
            })));

        Assert.Equal(
            [
                "EventBytesMax: found 0, expected 1 to 536870912.",
                "FailedEventsMax: found -1, expected at least 0.",
                "FailedAgeMax: found 00:00:00, expected more than zero.",
                "Store: found ' ', expected the path of a file, or memory.",
            ],
            error.Failures.Take(4));
        Assert.StartsWith("Schema: found 'no-such.json', expected a file (there is none at ", error.Failures.Last(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_of_the_configuration_sets_every_option()
    {
        using var folder = new TemporaryFolder();
        await using var app = Build(services => services.AddEventNormalization(Section(new()
        {
            ["EventNormalization:Store"] = folder.PathOf("events.db"),
            ["EventNormalization:Schema"] = "stripe",
            ["EventNormalization:eventbytesmax"] = "2048",
            ["EventNormalization:GroupCommit"] = "False",
            ["EventNormalization:FailedEventsMax"] = "7",
            ["EventNormalization:FailedAgeMax"] = "00:30:00",
        })));
        await app.StartAsync();
        var options = app.Services.GetRequiredService<IOptions<EventNormalizationOptions>>().Value;

        Assert.Equal(
            (2048, false, 7L, TimeSpan.FromMinutes(30)),
            (options.EventBytesMax, options.GroupCommit, options.FailedEventsMax, options.FailedAgeMax));
        Assert.Equal(
            new EventIdentifier(EventSchemas.Named("stripe")).RulesFingerprint,
            app.Services.GetRequiredService<EventIdentifier>().RulesFingerprint);
        Assert.True(File.Exists(folder.PathOf("events.db.failed")));
        await app.StopAsync();
    }

    [Fact]
    public async Task A_setting_that_is_misspelt_or_no_value_is_refused_with_its_place()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(services =>
            services.AddEventNormalization(Section(new()
            {
                ["EventNormalization:EventBytesMax"] = "1 MiB",
                ["EventNormalization:Storre"] = "events.db",
                ["EventNormalization:GroupCommit"] = "yes",
                ["EventNormalization:FailedAgeMax"] = "a day",
            }))));

        Assert.Equal(
            [
                "EventNormalization:EventBytesMax: found '1 MiB', expected a whole number up to 2147483647.",
                "EventNormalization:FailedAgeMax: found 'a day', expected a time such as 1.00:00:00 "
                    + "(a day) or 00:30:00.",
                "EventNormalization:GroupCommit: found 'yes', expected true or false.",
                "EventNormalization:Storre: found 'events.db', expected one of the settings Schema, Store, "
                    + "EventBytesMax, GroupCommit, FailedEventsMax, FailedAgeMax.",
            ],
            error.Failures);
    }

    [Fact]
    public void A_whole_configuration_is_no_section()
    {
        var whole = new ConfigurationBuilder().Build();

        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddEventNormalization(whole));

        Assert.StartsWith("Found a whole configuration, expected a section of it", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_file_that_is_wrong_keeps_the_host_from_starting_and_names_every_place()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bad.json", """{"wrapers":["data"],"fields":{"amount":{"aliases":7}}}""");

        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(services => services.AddEventNormalization().UseSchema(path)));

        Assert.Equal(2, error.Failures.Count());
        Assert.All(error.Failures,
            failure => Assert.StartsWith($"Schema: {path}: $.", failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_is_no_store()
    {
        using var folder = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(services => services.AddEventNormalization(options => options.Store = folder.Path)));

        Assert.Equal($"Store: found the folder {folder.Path}, expected the path of a file.", error.Failures.Single());
    }

    [Fact]
    public async Task It_works_from_a_container_without_a_host()
    {
        var services = new ServiceCollection();
        services.AddEventNormalization().UseInMemoryStore();
        using var provider = services.BuildServiceProvider();

        var result = await provider.GetRequiredService<EventPipeline>().IngestAsync(
            """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}"""u8.ToArray());

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
        Assert.NotNull(provider.GetRequiredService<IFailedEventStore>());
    }

    private static async Task StartAsync(Action<IServiceCollection> configure)
    {
        await using var app = Build(configure);
        await app.StartAsync();
        await app.StopAsync();
    }

    private static WebApplication Build(Action<IServiceCollection> configure)
    {
        var builder = HostBuilders.Create();
        configure(builder.Services);
        return builder.Build();
    }

    private static IConfigurationSection Section(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("EventNormalization");
}
