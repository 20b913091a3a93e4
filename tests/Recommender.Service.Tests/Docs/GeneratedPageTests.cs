using Recommender.Service.Tests.Architecture;

namespace Recommender.Service.Tests.Docs;

public sealed class GeneratedPageTests
{
    private static bool Rewrites => Environment.GetEnvironmentVariable("RECOMMENDER_MAKE_DOCS") == "1";

    [Fact]
    public void The_configuration_page_matches_the_option_classes() => Compare(ConfigurationPage.Path, ConfigurationPage.Text());

    [Fact]
    public void The_command_page_matches_the_verbs() => Compare(CommandPage.Path, CommandPage.Text());

    [Fact]
    public void The_configuration_page_has_every_property_of_every_option_class()
    {
        var options = OptionClasses.All();
        var names = SettingsList.All().Select(setting => $"{setting.Section}:{setting.Name}").ToHashSet(StringComparer.Ordinal);

        Assert.Contains("Recommender:Block:DefaultLimit", names);
        Assert.Contains("Recommender:Ranking:ListLength", names);
        Assert.Contains("Recommender:Sites:NAME:Sources", names);
        Assert.Contains("Recommender:Notify:Webhooks:N:Url", names);
        Assert.True(options.Count >= 17, $"only {options.Count} option classes were found");
        var missing = options.SelectMany(of => OptionClasses.Properties(of.Type).Select(property => $"{of.Section}:{property.Name}"))
            .Where(name => !names.Contains(name) && !names.Any(other => other.StartsWith(name + ":", StringComparison.Ordinal)));
        Assert.Empty(missing);
    }

    [Fact]
    public void A_setting_listed_by_hand_has_no_option_class()
    {
        var ofClasses = SettingsList.OfClasses().Select(setting => (setting.Section, setting.Name)).ToHashSet();

        Assert.Empty(SettingsList.Others.Where(other => ofClasses.Contains((other.Setting.Section, other.Setting.Name)))
            .Select(other => $"{other.Setting.Section}:{other.Setting.Name} has an option class: remove its row from SettingsList.Others"));
    }

    [Fact]
    public void Every_setting_has_a_description() => Assert.Empty(
        SettingsList.All().Where(setting => setting.Meaning.Length == 0).Select(setting => $"{setting.Section}:{setting.Name}"));

    [Fact]
    public void The_settings_that_a_site_can_override_are_marked()
    {
        var bySite = SettingsList.All().Where(setting => setting.PerSite == "yes")
            .Select(setting => $"{setting.Section}:{setting.Name}").ToHashSet();

        string[] known =
        [
            "Recommender:TimeZone", "Recommender:Block:DefaultLimit", "Recommender:Gate:Enabled", "Recommender:Purge:Url",
            "Recommender:Push:WebhookSecrets", "Recommender:Rules:MaxPerSite", "Recommender:Training:Cron",
            "Recommender:Watching:MaxModelAge",
        ];

        Assert.Empty(known.Except(bySite));
        Assert.DoesNotContain("Recommender:Watching:Metrics", bySite);
        Assert.DoesNotContain("Recommender:Serving:CacheMegabytes", bySite);
    }

    [Fact]
    public void Every_property_of_an_option_class_is_read_by_the_program() => Assert.Empty(OptionClasses.All()
        .SelectMany(of => OptionClasses.Properties(of.Type).Where(property => !ReadProperties.Has(property, of.Section))
            .Select(property => $"{of.Section}:{property.Name} is read nowhere")));

    [Fact]
    public void Every_other_setting_is_named_in_the_file_that_reads_it()
    {
        var files = SourceFile.Of(House.Service.Project).ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);

        Assert.Empty(SettingsList.Others
            .Where(other => !files.TryGetValue(other.ReadIn, out var text)
                || !text.Contains(other.Setting.Name.Split(':')[0], StringComparison.Ordinal))
            .Select(other => $"{other.Setting.Name} is not in {other.ReadIn}"));
    }

    [Fact]
    public void The_command_page_names_every_verb_and_option()
    {
        var page = CommandPage.Text();

        Assert.All(Program.Verbs(), verb => Assert.Contains($"## {verb.Name}\n", page, StringComparison.Ordinal));
        Assert.All(
            Program.Verbs().SelectMany(verb => verb.Subcommands.Append(verb)).SelectMany(verb => verb.Options),
            option => Assert.Contains($"| `{option.Name}", page, StringComparison.Ordinal));
    }

    private static void Compare(string path, string text)
    {
        var file = Path.Combine(SourceFile.Root, path);
        if (Rewrites)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(
            File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == text,
            $"{path} is stale: run tests/make-docs and commit the page");
    }
}
