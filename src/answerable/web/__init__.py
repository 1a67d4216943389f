"""The site: pages without need of JavaScript, made from queries."""
