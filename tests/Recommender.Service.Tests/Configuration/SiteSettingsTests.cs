using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;

namespace Recommender.Service.Tests.Configuration;

public class SiteSettingsTests
{
    private const string Section = "Recommender:Lamp";

    [Fact]
    public void A_sites_own_option_replaces_the_common_one_and_the_others_stay()
    {
        var lamps = Lamps((Section + ":Watts", "40"), (Section + ":Hue", "warm"), ("Recommender:Sites:blog:Lamp:Watts", "60"));

        Assert.Equal((40, "warm"), (lamps.Of("other").Watts, lamps.Of("other").Hue));
        Assert.Equal((60, "warm"), (lamps.Of("blog").Watts, lamps.Of("blog").Hue));
        Assert.Same(lamps.Of("other"), lamps.Of("yet-another"));
    }

    [Fact]
    public void A_sites_own_list_replaces_the_common_list_as_a_whole()
    {
        var lamps = Lamps(
            (Section + ":Rooms:0", "hall"), (Section + ":Rooms:1", "attic"),
            (Section + ":Colours:0", "red"), (Section + ":Colours:1", "blue"),
            ("Recommender:Sites:blog:Lamp:Rooms:0", "cellar"), ("Recommender:Sites:blog:Lamp:Colours:0", "green"));

        Assert.Equal(["hall", "attic", "red", "blue"], [.. lamps.Common.Rooms, .. lamps.Common.Colours]);
        Assert.Equal(["cellar", "green"], [.. lamps.Of("blog").Rooms, .. lamps.Of("blog").Colours]);
    }

    [Fact]
    public void Options_directly_under_the_sites_name_need_no_common_section()
    {
        var lamps = new SiteSettings<Lamp>(
            Configured((Section + ":Watts", "40"), ("Recommender:Watts", "50"), ("Recommender:Sites:blog:Watts", "60")), common: null);

        Assert.Equal((60, 7), (lamps.Of("blog").Watts, lamps.Of("other").Watts));
        Assert.Equal("blog", Assert.Single(lamps.Configured));
        Assert.True(lamps.IsConfigured("blog") && !lamps.IsConfigured("other"));
    }

    [Theory]
    [InlineData("Recommender:Lamp:Watts", "0", "Recommender:Lamp:Watts must be from 1 to 100")]
    [InlineData("Recommender:Sites:blog:Lamp:Watts", "101", "Recommender:Sites:blog:Lamp:Watts must be from 1 to 100")]
    [InlineData("Recommender:Sites:blog:Lamp:Hue", "", "site blog: A hue has a name")]
    public void A_wrong_option_is_named_at_its_own_place(string key, string value, string problem)
    {
        var lamps = Lamps(("Recommender:Sites:blog:Lamp:Rooms:0", "cellar"), (key, value));

        Assert.Equal([problem], Assert.Throws<OptionsValidationException>(lamps.Check).Failures);
    }

    private static SiteSettings<Lamp> Lamps(params (string Key, string? Value)[] settings) => new(Configured(settings), Section);

    private static IConfiguration Configured(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();

    private sealed class Lamp : IValidatableObject
    {
        [Range(1, 100, ErrorMessage = Section + ":Watts must be from 1 to 100")]
        public int Watts { get; set; } = 7;

        public string Hue { get; set; } = "white";

        public IReadOnlyList<string> Rooms { get; set; } = [];

        public IList<string> Colours { get; } = [];

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Hue.Length == 0)
            {
                yield return new ValidationResult("A hue has a name");
            }
        }
    }
}
