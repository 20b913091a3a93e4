using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Recommender.Service.Configuration;

namespace Recommender.Service.Tests.Docs;

/// <summary>Every setting that the program reads.</summary>
internal static class SettingsList
{
    /// <summary>Settings outside the option classes, with the source file that reads each.</summary>
    public static readonly IReadOnlyList<(Setting Setting, string ReadIn)> Others =
    [
        (new("General", "Settings of the host, not below `Recommender`.", "urls", "text", Settings.DefaultUrl, "", "no",
            "Addresses that the server listens on, separated by `;`. Also `--urls` and `ASPNETCORE_URLS`. `http://unix:/PATH` is a "
            + "socket."),
            "Hosting/WebHost.cs"),
        (new("General", "", "Logging:LogLevel:*", "text", "", "", "no", "Least level of a log category, as in every .NET program."),
            "Hosting/Logs.cs"),
        (new("General", "", "OTEL_EXPORTER_OTLP_ENDPOINT", "text", "", "", "no",
            "Environment variable: the address that OpenTelemetry sends traces and metrics to. Other `OTEL_*` variables apply too. Without "
            + "it nothing is sent."),
            "Watching/WatchRegistration.cs"),
    ];

    // They apply to the whole machine or program, although their class has settings per site.
    private static readonly string[] s_notBySite =
        ["Recommender:Watching:Metrics", "Recommender:Watching:Interval", "Recommender:Watching:MinFreeMegabytes"];

    public static IReadOnlyList<Setting> All() => [.. OfClasses(), .. Others.Select(other => other.Setting)];

    /// <summary>The settings of the option classes. A setting of two classes appears once, per site if one of them allows that.</summary>
    public static IReadOnlyList<Setting> OfClasses()
    {
        var docs = new Docstrings();
        return
        [
            .. OptionClasses.All().SelectMany(options => Of(options.Type, options.Section, docs, Activator.CreateInstance(options.Type)!))
                .GroupBy(setting => (setting.Section, setting.Name))
                .Select(same => same.OrderByDescending(setting => setting.PerSite == "yes").First()),
        ];
    }

    private static IEnumerable<Setting> Of(Type options, string section, Docstrings docs, object defaults)
    {
        foreach (var property in OptionClasses.Properties(options))
        {
            if (Nested(property.PropertyType) is { } nested)
            {
                var below = $"{section}:{property.Name}{(nested == property.PropertyType ? "" : ":N")}";
                // The property may start with other values than its class, and then says what they are for.
                var (isOne, about) = (nested == property.PropertyType, docs.Of(property));
                foreach (var setting in Of(nested, below, docs, isOne ? property.GetValue(defaults)! : Activator.CreateInstance(nested)!))
                {
                    yield return isOne && about.Length > 0 ? setting with { About = about } : setting;
                }

                continue;
            }

            yield return new Setting(
                section, docs.Of(options), property.Name, TypeOf(property.PropertyType), DefaultOf(property, defaults), RangeOf(property),
                PerSite($"{section}:{property.Name}", options),
                docs.Of(property) + (property.PropertyType.IsEnum ? docs.OfMembers(property.PropertyType) : ""));
        }
    }

    private static string PerSite(string name, Type options) => name.Contains(":NAME", StringComparison.Ordinal) ? "only"
        : OptionClasses.IsPerSite(options) && !s_notBySite.Contains(name) ? "yes" : "no";

    // A class of the product that is a property of an option class or the element of a list property.
    private static Type? Nested(Type type)
    {
        var inner = type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : type;
        return inner.IsClass && OptionClasses.Assemblies.Contains(inner.Assembly) ? inner : null;
    }

    private static string TypeOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(bool) ? "true or false"
            : plain == typeof(int) || plain == typeof(long) ? "whole number"
            : plain == typeof(double) || plain == typeof(float) ? "number"
            : plain == typeof(TimeSpan) ? "time"
            : plain.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(plain).Select(name => $"`{Camel(name)}`"))
            : plain == typeof(string) || plain == typeof(Uri) ? "text"
            : typeof(IDictionary).IsAssignableFrom(plain) ? "table"
            : typeof(IEnumerable).IsAssignableFrom(plain) ? ListOf(plain)
            : throw new InvalidOperationException($"No word for the type {plain}");
    }

    private static string ListOf(Type list) =>
        list.GetGenericArguments()[0] is { IsEnum: true } of ? $"list of {TypeOf(of)["one of ".Length..]}" : "list";

    private static string DefaultOf(PropertyInfo property, object defaults) => property.GetValue(defaults) switch
    {
        null or "" => "",
        bool yes => yes ? "true" : "false",
        Enum value => Camel(value.ToString()),
        string text => text,
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    private static string RangeOf(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}") : "";

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
