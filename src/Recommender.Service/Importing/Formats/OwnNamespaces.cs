namespace Recommender.Service.Importing.Formats;

/// <summary>Annotation of an element that declares namespaces itself.</summary>
internal sealed class OwnNamespaces
{
    public static OwnNamespaces Instance { get; } = new();
}
