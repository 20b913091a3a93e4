using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Service.Hosting;

namespace Recommender.Service.Tests.Docs;

/// <summary>The option classes of the product, found by their registration or their constant <c>Section</c>.</summary>
internal static class OptionClasses
{
    public static readonly IReadOnlyList<Assembly> Assemblies = [typeof(Program).Assembly, typeof(RankingOptions).Assembly];

    /// <summary>
    /// Each option class with the section it is bound to; <c>Recommender:Sites:NAME</c> if it exists only for single sites.
    /// </summary>
    public static IReadOnlyList<(Type Type, string Section)> All()
    {
        IConfiguration empty = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddSingleton(empty).AddLogging();
        Features.Add(services, empty);
        Features.AddServer(services, empty);
        using var provider = services.BuildServiceProvider();

        var registered = services.Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IOptionsChangeTokenSource<>))
            .Distinct()
            .SelectMany(type => provider.GetServices(type)
                .Select(source => (Bound: type.GetGenericArguments()[0], Section: SectionOf(source!))));
        var constant = Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => Constant(type) is not null && !type.IsAbstract)
            .Select(type => (Bound: type, Section: Constant(type)));
        var bySite = s_bySite.Value.Select(type => (Bound: type, Section: (string?)null));

        return
        [
            .. registered.Concat(constant).Concat(bySite)
                .Select(found => IsBySite(found.Bound, out var own)
                    ? (Type: own, Section: $"{found.Section}:NAME") : (Type: found.Bound, found.Section))
                .Where(found => Assemblies.Contains(found.Type.Assembly))
                .GroupBy(found => found.Type)
                .Select(type => (type.Key, type.Select(found => found.Section).FirstOrDefault(section => section is not null)
                    ?? (IsPerSite(type.Key) ? "Recommender:Sites:NAME"
                        : throw new InvalidOperationException($"{type.Key} names no section"))))
                .OrderBy(found => found.Item2, StringComparer.Ordinal).ThenBy(found => found.Key.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a site may have its own values.</summary>
    public static bool IsPerSite(Type options) => s_bySite.Value.Contains(options);

    /// <summary>The properties that configuration can set.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true }
            || (property.SetMethod is null && property.PropertyType.IsGenericType
                && typeof(IEnumerable).IsAssignableFrom(property.PropertyType)))
        .OrderBy(property => property.MetadataToken);

    private const BindingFlags OfInstance = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;

    private static readonly Lazy<HashSet<Type>> s_bySite = new(() =>
    [
        .. Assemblies[0].GetTypes()
            .SelectMany(type => type.GetFields(OfInstance).Select(field => field.FieldType)
                .Concat(type.GetConstructors(OfInstance)
                    .SelectMany(made => made.GetParameters().Select(parameter => parameter.ParameterType))))
            .Where(type => type.IsGenericType && Assemblies.Contains(type.Assembly)
                && type.Name.StartsWith("Site", StringComparison.Ordinal))
            .SelectMany(type => type.GetGenericArguments())
            .Where(type => !type.IsGenericParameter),
    ]);

    private static bool IsBySite(Type type, out Type options)
    {
        var isTable = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>);
        options = isTable ? type.GetGenericArguments()[1] : type;
        return isTable;
    }

    private static string? Constant(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static) is { IsLiteral: true } field
            ? field.GetRawConstantValue() as string : null;

    // The framework does not expose the section that options are bound to.
    private static string? SectionOf(object source) => source.GetType().GetField("_config", BindingFlags.NonPublic | BindingFlags.Instance)
        ?.GetValue(source) is IConfigurationSection section ? section.Path : null;
}
