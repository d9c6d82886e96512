package dev.slipway.deploy.rollout;

/** A release's share of traffic in basis points. */
public record Weight(String release, int basisPoints) {}
