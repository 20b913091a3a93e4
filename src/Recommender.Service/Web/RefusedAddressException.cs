namespace Recommender.Service.Web;

/// <summary>A host must not be connected to; retrying does not help.</summary>
internal sealed class RefusedAddressException(string message) : IOException(message);
